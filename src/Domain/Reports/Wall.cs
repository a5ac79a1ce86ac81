using TimeBank.Orders;

namespace TimeBank.Reports;

/// <summary>Steps of orders that a wall screen tells of.</summary>
public enum WallEvent { Placed, Accepted, Began, Served, Rated }

/// <summary>What happened where, and to nobody in particular: no person, no address, no order number.</summary>
public sealed record WallLine(WallEvent What, string ItemName, string ItemNameEn, string SiteName, DateTimeOffset At);

public sealed record WallStation(string Name, long Minutes);

/// <summary>A site and all below it on a wall screen.</summary>
public sealed record Wall
{
    public required StatisticsSite Site { get; init; }
    public required DateTimeOffset AsOf { get; init; }
    public required long TodayMinutes { get; init; }
    public required long MonthMinutes { get; init; }
    public required long MonthVerifiedMinutes { get; init; }

    /// <summary>人次 and 人 of the month.</summary>
    public required long MonthParticipations { get; init; }

    public required long MonthPersons { get; init; }
    public required long TodayOrders { get; init; }

    /// <summary>Orders that are not closed, whenever they were placed.</summary>
    public required IReadOnlyDictionary<OrderState, long> Running { get; init; }

    /// <summary>Of those that wait for dispatch: past their time.</summary>
    public required long Late { get; init; }

    /// <summary>Of the last twelve hours, the newest first.</summary>
    public required IReadOnlyList<WallLine> Lines { get; init; }

    /// <summary>Stations by the minutes of this month.</summary>
    public required IReadOnlyList<WallStation> Stations { get; init; }
}
