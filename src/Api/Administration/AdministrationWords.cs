namespace TimeBank.Api.Administration;

/// <summary>The words of the administration's pages.</summary>
public sealed class AdministrationWords;
