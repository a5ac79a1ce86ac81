namespace TimeBank.Reports;

public enum RangeName { Today, Week, Month, Year, Other }

/// <summary>Whole local days, both ends included.</summary>
/// <param name="Name">How it was asked for: it decides what it is compared with.</param>
public sealed record DayRange(DateOnly From, DateOnly Until, RangeName Name = RangeName.Other)
{
    public const int GreatestDays = 3661;

    public int Days => Until.DayNumber - From.DayNumber + 1;

    /// <summary>Neither upside down, nor longer than ten years, nor beyond what a calendar on the wall shows.</summary>
    public bool IsReadable => Days is >= 1 and <= GreatestDays && From.Year >= 1970 && Until.Year <= 2999;

    /// <summary>The day, the week since Monday, the month or the year as far as it has come.</summary>
    public static DayRange Of(RangeName name, DateOnly today) => new(
        name switch
        {
            RangeName.Week => MondayOf(today),
            RangeName.Month => FirstOfMonth(today),
            RangeName.Year => new DateOnly(today.Year, 1, 1),
            RangeName.Today or RangeName.Other => today,
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        },
        today, name);

    /// <summary>As a reader asks: days, else a name, else the month.</summary>
    /// <param name="until">Inclusive; <paramref name="from"/> when absent.</param>
    public static DayRange Asked(RangeName? name, DateOnly? from, DateOnly? until, DateOnly today) =>
        (from ?? until) is { } first ? new(first, until ?? first) : Of(name ?? RangeName.Month, today);

    /// <summary>同期: the same days of the day, week, month or year before; else as many days right before.</summary>
    public DayRange Before() => Name switch
    {
        RangeName.Week => new(From.AddDays(-7), Until.AddDays(-7)),
        RangeName.Month => new(From.AddMonths(-1), Until.AddMonths(-1)),
        RangeName.Year => new(From.AddYears(-1), Until.AddYears(-1)),
        _ => new(From.AddDays(-Days), From.AddDays(-1)),
    };

    /// <summary>Each day, or each calendar month where there are more than two months of them; the first and last are cut to the range.</summary>
    public IReadOnlyList<DayRange> Steps() => Days <= 62
        ? [.. Enumerable.Range(0, Days).Select(i => new DayRange(From.AddDays(i), From.AddDays(i)))]
        : [.. from month in Months(FirstOfMonth(From), FirstOfMonth(Until)) select new DayRange(Max(month, From), Min(EndOfMonth(month), Until))];

    /// <summary>The last so many weeks from Monday to Sunday, up to the one that the range ends in.</summary>
    public IReadOnlyList<DayRange> WeeksUpTo(int count) =>
        [.. from back in Enumerable.Range(0, count).Reverse() let monday = MondayOf(Until).AddDays(-7 * back) select new DayRange(monday, monday.AddDays(6))];

    /// <summary>The last so many calendar months, up to the one that the range ends in.</summary>
    public IReadOnlyList<DayRange> MonthsUpTo(int count) =>
        [.. from month in Months(FirstOfMonth(Until).AddMonths(1 - count), FirstOfMonth(Until)) select new DayRange(month, EndOfMonth(month))];

    /// <summary>The fewest rows of sums that make up the range: whole months as months, the days around them as days.</summary>
    /// <param name="today">Nothing is counted on days to come, so a month that reaches up to today is whole.</param>
    internal IEnumerable<Slice> Slices(DateOnly today)
    {
        var last = Until >= today ? EndOfMonth(Until) : Until;
        var firstMonth = From.Day == 1 ? From : FirstOfMonth(From).AddMonths(1);
        var afterMonths = FirstOfMonth(last.AddDays(1));
        if (firstMonth >= afterMonths)
        {
            yield return new(From, Grain.Day, From, last);
            yield break;
        }

        if (From < firstMonth) { yield return new(From, Grain.Day, From, firstMonth.AddDays(-1)); }
        yield return new(From, Grain.Month, firstMonth, afterMonths.AddDays(-1));
        if (afterMonths <= last) { yield return new(From, Grain.Day, afterMonths, last); }
    }

    internal static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    internal static DateOnly EndOfMonth(DateOnly day) => FirstOfMonth(day).AddMonths(1).AddDays(-1);

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static IEnumerable<DateOnly> Months(DateOnly first, DateOnly last)
    {
        for (var month = first; month <= last; month = month.AddMonths(1)) { yield return month; }
    }

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;
}

internal enum Grain { Day, Month, Ever }

/// <summary>Rows of sums of one grain.</summary>
/// <param name="Bucket">The first day of the range that they are summed up for.</param>
internal sealed record Slice(DateOnly Bucket, Grain Grain, DateOnly First, DateOnly Last)
{
    /// <summary>All there ever was.</summary>
    public static readonly Slice Ever = new(DateOnly.MinValue, Grain.Ever, DateOnly.MinValue, DateOnly.MaxValue);
}
