namespace TimeBank.Api.Passbooks;

/// <summary>Words of the passbook and of the record of service.</summary>
public sealed class PassbooksWords;
