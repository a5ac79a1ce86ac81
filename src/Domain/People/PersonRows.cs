namespace TimeBank.People;

/// <summary>A qualification that staff have seen; "a name for now" until catalogues exist.</summary>
public sealed class Qualification
{
    public required Guid PersonId { get; init; }
    public required string Name { get; init; }
    public required Guid ConfirmedById { get; set; }
    public required DateTimeOffset ConfirmedAt { get; set; }
    public DateOnly? ValidUntil { get; set; }
}

/// <summary>"Never meet them again": ids alone, in both directions, and the other is never told.</summary>
public sealed class PersonBlock
{
    public required Guid PersonId { get; init; }
    public required Guid BlockedId { get; init; }
    public required Guid MadeById { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}

public sealed class ConsentText
{
    public required string Version { get; init; }
    public required string Zh { get; init; }
    public required string En { get; init; }
    public required DateTimeOffset Since { get; init; }
}

public sealed class Consent
{
    public required Guid PersonId { get; init; }
    public required string Version { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
}

/// <summary>Somebody read a whole ID-card number. Append-only.</summary>
public sealed class IdNumberOpening
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid OpenedById { get; init; }

    /// <summary>The person's home when it was opened: its overseers see the opening, wherever the person lives later.</summary>
    public required Guid SiteId { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required string Purpose { get; init; }
}

/// <summary>A one-time code by which an enrolled person comes to an account; shown once, stored as a hash.</summary>
public sealed class Activation
{
    public required byte[] CodeHash { get; init; }
    public required Guid PersonId { get; init; }
    public Guid? IssuedById { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>Where a member of staff came to see somebody's phone or address.</summary>
public enum LookWay { Search, Person, Order }

/// <summary>A member of staff saw somebody's phone or address; the first time on each day. Append-only.</summary>
public sealed class PersonLook
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid ViewerId { get; init; }
    public required DateOnly Day { get; init; }
    public required DateTimeOffset SeenAt { get; init; }
    public required LookWay Way { get; init; }
    public Guid? OrderId { get; init; }

    /// <summary>The person's home on that day.</summary>
    public required Guid SiteId { get; init; }
}
