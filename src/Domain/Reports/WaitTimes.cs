namespace TimeBank.Reports;

/// <summary>How long orders waited: as many as have come so far, exact to the minute.</summary>
/// <param name="Orders">How many have reached the step: the denominator.</param>
/// <param name="MedianMinutes">Half of them waited no longer. Null where there are none.</param>
/// <param name="NinetiethMinutes">Nine in ten of them waited no longer.</param>
public sealed record WaitFigure(long Orders, int? MedianMinutes, int? NinetiethMinutes)
{
    public static readonly WaitFigure None = new(0, null, null);
}

/// <summary>Orders by the whole minutes they waited. Adding up keeps every minute, so a percentile of many sites and days is exact and not an average of theirs.</summary>
public sealed class WaitTimes
{
    private readonly Dictionary<int, long> _ordersByMinutes = [];

    public long Orders => _ordersByMinutes.Values.Sum();

    public void Add(int minutes, long orders) => _ordersByMinutes[minutes] = _ordersByMinutes.GetValueOrDefault(minutes) + orders;

    public void Add(WaitTimes others, int sign = 1)
    {
        foreach (var (minutes, orders) in others._ordersByMinutes) { Add(minutes, sign * orders); }
    }

    /// <summary>Nearest rank: the shortest wait that so many in a hundred did not exceed; always one that an order really had.</summary>
    /// <param name="percent">1 to 100.</param>
    public int? Percentile(int percent)
    {
        var (all, reached) = (Orders, 0L);
        foreach (var (minutes, orders) in _ordersByMinutes.OrderBy(o => o.Key))
        {
            reached += orders;
            if (orders > 0 && reached * 100 >= all * percent) { return minutes; }
        }

        return null;
    }

    public WaitFigure ToFigure() => new(Orders, Percentile(50), Percentile(90));
}
