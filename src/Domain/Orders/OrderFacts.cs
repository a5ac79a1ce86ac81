using TimeBank.Policies;

namespace TimeBank.Orders;

/// <summary>What the caller is to this order. A manager is a dispatcher too.</summary>
[Flags]
public enum Relation
{
    None = 0,
    Orderer = 1,
    Offered = 2,
    Assigned = 4,
    Dispatcher = 8,
    Manager = 16,
    Supervisor = 32,
    Worker = 64,
}

/// <summary>Whether a person may take a place on an order; the first thing that stands in the way.</summary>
public enum Fitness { Fit, NotVolunteer, OwnOrder, Household, Apart, Minor, Unqualified, Busy }

/// <summary>What the rules may know of the world, read after the order is locked.</summary>
public sealed record OrderFacts
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Null: the worker.</summary>
    public required Guid? CallerId { get; init; }

    public required Relation Relation { get; init; }

    public required Policy Policy { get; init; }

    /// <summary>Of the order's service item.</summary>
    public required Minutes GreatestMinutes { get; init; }

    /// <summary>The persons the command would give a place to.</summary>
    public IReadOnlyDictionary<Guid, Fitness> Fitness { get; init; } = new Dictionary<Guid, Fitness>();

    /// <summary>Of the assignment the command is about.</summary>
    public VisitCodes? Codes { get; init; }

    /// <summary>Pairs (volunteer, other) of one household or family among everybody who has had a hand in this order.</summary>
    public IReadOnlySet<(Guid Volunteer, Guid Other)> Kin { get; init; } = new HashSet<(Guid, Guid)>();

    /// <summary>Staff who enrolled the served person or the orderer, changed the phone on file, or gave them their account: their sign-ins could be the resident's codes as well.</summary>
    public IReadOnlySet<Guid> Introducers { get; init; } = new HashSet<Guid>();

    /// <summary>Check-in: the volunteer is still checked in at another order. Two records of one time would be refused at the end, when it is too late to mend.</summary>
    public bool ServesElsewhere { get; init; }

    /// <summary>Forwarding: the target is the parent of the order's site or has the same parent.</summary>
    public bool TargetIsNear { get; init; }

    public bool Has(Relation any) => (Relation & any) != 0;

    public bool AreKin(Guid volunteer, Guid other) => volunteer == other || Kin.Contains((volunteer, other));
}
