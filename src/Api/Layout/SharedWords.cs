namespace TimeBank.Api.Layout;

/// <summary>Words that every page uses, and those of every enumeration: keys are Name or Enumeration.Member.</summary>
public sealed class SharedWords;
