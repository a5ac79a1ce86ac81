namespace TimeBank.Administration;

/// <summary>What can be done in administration; each is written by <see cref="ActsOfChanges"/> or an import.</summary>
public enum ActKind
{
    Appointed, AppointmentEnded, PolicySet, PolicyWithdrawn, PointAdded, SiteChanged, SitesImported,
    ItemAdded, ItemChanged, ItemRetired, ItemReturned, ItemOffered, ItemWithdrawn, ItemAsAbove, MenuImported, CalendarImported,
    PersonEnrolled, PersonChanged, RealNameVerified, HouseholdSet, ActivationIssued, QualificationConfirmed, VolunteerMade,
    CorrectionProposed, CorrectionApproved, CorrectionEnded,
}

/// <summary>One thing that somebody did in administration. Append-only; ids, codes, numbers and instants, never words about people.</summary>
public sealed class AdminAct
{
    public required Guid Id { get; init; }
    public required ActKind Kind { get; init; }

    /// <summary>Null: the command line.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>Whose affair it is; null: the whole deployment's.</summary>
    public Guid? SiteId { get; init; }

    /// <summary>The person, item, record or terms it was about.</summary>
    public Guid? SubjectId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>JSON, one object.</summary>
    public required string Data { get; init; }
}

/// <summary>Whose command runs, and since when.</summary>
/// <param name="ActorId">Null: the command line or the worker, or somebody who is not signed in.</param>
internal sealed record Acting(Guid? ActorId, DateTimeOffset At);
