using TimeBank.Sites;

namespace TimeBank.Reports;

/// <param name="VanishedAt">The divisions file no longer holds it; what it did still counts.</param>
public sealed record StatisticsSite(Guid Id, string Code, SiteLevel Level, string Name, DateTimeOffset? VanishedAt);

/// <summary>A row of the table of sites.</summary>
public sealed record SiteRow(StatisticsSite Site, SiteFigures Figures);

/// <summary>A day, week or month of a chart.</summary>
public sealed record FigureStep(
    DateOnly From, DateOnly Until, long VerifiedMinutes, long DeclaredMinutes, long Participations, long PlacedOrders, long ClosedOrders, long SatisfiedAnswers, long Answers)
{
    public long Minutes => VerifiedMinutes + DeclaredMinutes;
}

/// <summary>A week of a chart.</summary>
public sealed record WaitStepFigure(DateOnly From, DateOnly Until, WaitFigure Dispatch);

/// <summary>All that a centre's page, its files and its API say of a site and all below it, read in one snapshot, so that everything adds up.</summary>
public sealed record SiteStatistics
{
    public required StatisticsSite Site { get; init; }

    /// <summary>From the highest site that the caller may read down to this one's parent.</summary>
    public required IReadOnlyList<StatisticsSite> Path { get; init; }

    /// <summary>How many sites lie below it, by level; those that vanished are left out.</summary>
    public required IReadOnlyDictionary<SiteLevel, int> Below { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Inclusive.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>截至: UTC.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required SiteFigures Total { get; init; }

    /// <summary>What the site itself did, without those below it. Total is the sum of this and the children, except for what counts 人 and for percentiles.</summary>
    public required SiteFigures Own { get; init; }

    /// <summary>By code; those that vanished and did nothing in the range are left out.</summary>
    public required IReadOnlyList<SiteRow> Children { get; init; }

    /// <summary>The same days of the period before, for comparison.</summary>
    public required FigureStep Before { get; init; }

    /// <summary>By day, or by month where the range is longer than two months.</summary>
    public required IReadOnlyList<FigureStep> Steps { get; init; }

    /// <summary>The last twelve calendar months up to the range's end.</summary>
    public required IReadOnlyList<FigureStep> Months { get; init; }

    /// <summary>The last twelve weeks up to the range's end.</summary>
    public required IReadOnlyList<WaitStepFigure> Weeks { get; init; }
}
