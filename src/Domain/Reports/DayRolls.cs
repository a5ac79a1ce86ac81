using TimeBank.Orders;
using TimeBank.Records;
using TimeBank.Storage;

namespace TimeBank.Reports;

/// <summary>Roll-ups per site and day, written by <see cref="Once"/> in the transaction of what they count; what counts for what is said by <see cref="DayCounts"/>.</summary>
public sealed class DayRolls(TimeBankDb db, LocalTime local)
{
    /// <summary>To be taken before a step, and handed to <see cref="CountStep"/> after it.</summary>
    public IReadOnlyList<DayCount> CountsOf(Order order) => [.. DayCounts.Of(order, local)];

    public void CountPlaced(Order order) => Add(CountsOf(order));

    /// <param name="before">What the order counted for before the step.</param>
    /// <param name="rated">The rating that the step gave.</param>
    /// <param name="restood">Records whose minutes are counted already and have become verified.</param>
    public void CountStep(Order order, IReadOnlyList<DayCount> before, Rating? rated, IReadOnlyList<ServiceRecord> restood) => Add(
    [
        .. before.Select(count => count with { Value = -count.Value }), .. CountsOf(order),
        .. rated is null ? [] : DayCounts.Of(rated, order.SiteId, local), .. restood.SelectMany(DayCounts.Restood),
    ]);

    /// <summary>A volunteer is registered at their home site, or no longer.</summary>
    public void CountVolunteers(DateTimeOffset now, params IReadOnlyList<(Guid SiteId, string Measure, int Value)> counts) =>
        Add(counts.Select(c => new DayCount(c.SiteId, local.DayOf(now), c.Measure, c.Value)));

    /// <exception cref="InvalidOperationException">No command runs, so nobody would write it.</exception>
    public void Add(IEnumerable<DayCount> counts)
    {
        if (db.Acting is null) { throw new InvalidOperationException("Counted outside of a command."); }
        db.Counted.AddRange(counts);
    }

    /// <summary>One row a measure, none where nothing changed.</summary>
    internal static List<DayCount> Sum(IEnumerable<DayCount> counts) =>
        [.. from count in counts
            group count.Value by count with { Value = 0 } into same
            select same.Key with { Value = same.Sum() } into sum
            where sum.Value != 0
            select sum];
}
