using TimeBank.Orders;

namespace TimeBank.Desks;

/// <summary>The columns of the board (派单台), in the order in which they ask for somebody: first what waits for a person, then what is under way.</summary>
public enum BoardColumn { Cases, Placed, Offered, Accepted, InService, Served }

/// <summary>As the reports colour it: nothing pressing, soon, over.</summary>
public enum Lateness { White, Yellow, Red }

/// <summary>Everything open at a site and below it.</summary>
/// <param name="RatedToday">Orders that were rated today, or whose rating timed out.</param>
/// <param name="AnsweredToday">Of those, how many said anything: the denominator of <paramref name="SatisfiedToday"/>.</param>
/// <param name="SatisfiedToday">解决了, with no fewer than four stars where stars were given: as on the page of figures.</param>
/// <param name="At">截至: UTC.</param>
public sealed record Board(
    Guid SiteId, string SiteCode, string SiteName, IReadOnlyList<BoardList> Columns, int RatedToday, int AnsweredToday, int SatisfiedToday, DateTimeOffset At);

/// <param name="Count">All there are; <paramref name="Cards"/> holds the most pressing <see cref="BoardQueries.MostCards"/> of them.</param>
/// <param name="Late">Of all there are.</param>
public sealed record BoardList(BoardColumn Column, int Count, int Late, IReadOnlyList<BoardCard> Cards);

/// <summary>One order, or one case of one, as the dispatcher sees it without opening it.</summary>
public sealed record BoardCard
{
    public required Guid OrderId { get; init; }
    public required long Number { get; init; }
    public required OrderState State { get; init; }
    public required int Version { get; init; }
    public required string SiteName { get; init; }
    public required string ItemName { get; init; }
    public required string ItemNameEn { get; init; }
    public required Urgency Urgency { get; init; }
    public required OrderChannel Channel { get; init; }
    public required int Places { get; init; }
    public required int Taken { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required DateTimeOffset WantedFrom { get; init; }
    public required DateTimeOffset WantedUntil { get; init; }

    /// <summary>From when the limit runs: placed, asked, planned, expected to end, served, opened.</summary>
    public required DateTimeOffset StartAt { get; init; }

    /// <summary>By when something must have happened.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public required Lateness Lateness { get; init; }

    /// <summary>Placed since the reader looked last.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Somebody had accepted and gave it back.</summary>
    public required bool CameBack { get; init; }

    /// <summary>So many were asked by name.</summary>
    public required int Asked { get; init; }

    public required int Declined { get; init; }
    public required bool InPool { get; init; }

    /// <summary>So many have seen it in the pool.</summary>
    public required int Seen { get; init; }

    public DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>Served, and somebody should ring the resident: minutes lack a second witness, or nobody there can rate by themselves.</summary>
    public required bool NeedsCallBack { get; init; }

    public required int OpenCases { get; init; }
    public Guid? CaseId { get; init; }
    public CaseKind? CaseKind { get; init; }
    public CaseState? CaseState { get; init; }

    /// <summary>Whom it is for; null for a supervisor.</summary>
    public string? Served { get; init; }

    /// <summary>Who comes, or the first of several.</summary>
    public string? Volunteer { get; init; }

    /// <summary>In the resident's own words, cut short; null for a supervisor.</summary>
    public string? Need { get; init; }
}
