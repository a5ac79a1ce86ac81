namespace TimeBank.People;

/// <summary>What the world hears of relatives.</summary>
public static class RelativeEvents
{
    /// <summary>Somebody who signs in was registered; the subject is this one registration, of which nothing more is told.</summary>
    public const string Added = "relative.added.v1";

    /// <param name="ById">Who registered them.</param>
    public sealed record AddedBy(Guid ById, Guid RelativeId);
}
