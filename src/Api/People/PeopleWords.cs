namespace TimeBank.Api.People;

/// <summary>Words of who people are and how they help.</summary>
public sealed class PeopleWords;
