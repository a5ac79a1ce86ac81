namespace TimeBank.Api.Accounts;

/// <summary>Words of signing up, signing in and one's own account.</summary>
public sealed class AccountsWords;
