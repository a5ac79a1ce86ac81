using TimeBank.Orders;
using TimeBank.Records;

namespace TimeBank.Reports;

/// <summary>The steps of an order that somebody waits for, from its placing to the first time each is reached.</summary>
public enum WaitStep { Dispatch, Accept, Finish }

/// <summary>So much more of a measure at a site on a local day; below zero: less.</summary>
/// <param name="Measure">A name of <see cref="DayCounts"/>, or of a <see cref="WaitStep"/> where minutes are given.</param>
/// <param name="Minutes">How long the orders that are counted have waited; null for plain counts.</param>
public readonly record struct DayCount(Guid SiteId, DateOnly Day, string Measure, long Value, int? Minutes = null);

/// <summary>What things count for. An order counts on the day it was placed, its closing and its rating on their own days, minutes on the day they were given.</summary>
public static class DayCounts
{
    public const string Dispatched = "dispatched";
    public const string DispatchWaitMinutes = "dispatch_wait_minutes";
    public const string Passbooks = "passbooks";

    /// <summary>Of those who have left.</summary>
    public const string PassbooksClosed = "passbooks_closed";

    /// <summary>Registered at their home site; who leaves or moves away is taken off on that day.</summary>
    public const string Volunteers = "volunteers";

    /// <summary>人次: written by crediting, in SQL.</summary>
    public const string Participations = "participations";

    /// <summary>Orders that nobody had dispatched or closed when they were due, once they are. Until then they are found among the orders.</summary>
    public const string Late = "late";

    public const string Closed = "orders_closed";

    /// <summary>解决了, and no fewer than four stars where stars were given.</summary>
    public const string Satisfied = "satisfied";

    public static string Of(OrderState state) => $"orders_{SnakeCaseOf(state)}";

    public static string Of(Standing standing) => $"minutes_{SnakeCaseOf(standing)}";

    public static string Of(Answer answer) => $"answers_{SnakeCaseOf(answer)}";

    /// <summary>All that an order counts for as it is now. A step's difference is what it counts for afterwards, less what it counted for before.</summary>
    public static IEnumerable<DayCount> Of(Order order, LocalTime local)
    {
        yield return On(order, Of(order.State), 1);
        if (order.DispatchedAt is { } dispatched)
        {
            yield return On(order, Dispatched, 1);
            yield return On(order, DispatchWaitMinutes, Minutes.Between(order.PlacedAt, dispatched).Count);
            yield return Waited(order, WaitStep.Dispatch, dispatched);
        }

        if (order.AcceptedAt is { } accepted) { yield return Waited(order, WaitStep.Accept, accepted); }
        if (order.ServedAt is { } served) { yield return Waited(order, WaitStep.Finish, served); }
        if ((order.DispatchedAt ?? order.ClosedAt) > order.DispatchDueAt) { yield return On(order, Late, 1); }
        if (order.ClosedAt is { } closed) { yield return new(order.SiteId, local.DayOf(closed), Closed, 1); }
    }

    public static IEnumerable<DayCount> Of(Rating rating, Guid siteId, LocalTime local)
    {
        var day = local.DayOf(rating.RatedAt);
        yield return new(siteId, day, Of(rating.Answer), 1);
        if (rating.Answer is Answer.Solved && rating.Stars is null or >= 4) { yield return new(siteId, day, Satisfied, 1); }
    }

    /// <summary>The minutes of a record that was counted as declared and has become verified.</summary>
    public static IEnumerable<DayCount> Restood(ServiceRecord record) =>
    [
        new(record.SiteId, record.ServedOn, Of(Standing.Declared), -record.Minutes),
        new(record.SiteId, record.ServedOn, Of(Standing.Verified), record.Minutes),
    ];

    private static DayCount On(Order order, string measure, long value) => new(order.SiteId, order.PlacedOn, measure, value);

    private static DayCount Waited(Order order, WaitStep step, DateTimeOffset until) =>
        new(order.SiteId, order.PlacedOn, step.ToString(), 1, Minutes.Between(order.PlacedAt, until).Count);

    private static string SnakeCaseOf(Enum value) => Storage.SnakeCase.Of(value.ToString());
}
