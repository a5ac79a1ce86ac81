namespace TimeBank.Api.Desks;

/// <summary>The words of the desk's pages.</summary>
public sealed class DeskWords;
