namespace TimeBank.Api.Sites;

/// <summary>Words of the first page, of a station's own home, and of finding one's station.</summary>
public sealed class SitesWords;
