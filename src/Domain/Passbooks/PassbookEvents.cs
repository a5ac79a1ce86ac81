using System.Text.Json.Serialization;

namespace TimeBank.Passbooks;

/// <summary>What can have happened to a passbook. Ids and instants only.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PassbookIssued), PassbookIssued.WireName)]
public abstract record PassbookEvent
{
    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null: the volunteer alone.</summary>
    public required Guid? ActorId { get; init; }
}

public sealed record PassbookIssued(Guid PersonId, Guid SiteId) : PassbookEvent
{
    public const string WireName = "passbook.issued.v1";
}
