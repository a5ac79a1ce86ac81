namespace TimeBank.People;

/// <summary>A row of a volunteer's week: free from one minute of a day to another.</summary>
public sealed class VolunteerHour
{
    public required Guid PersonId { get; init; }

    /// <summary>Monday is 1.</summary>
    public required int Weekday { get; init; }

    public required int FromMinute { get; init; }
    public required int UntilMinute { get; init; }
}

/// <param name="Weekday">Monday is 1, Sunday 7.</param>
/// <param name="FromMinute">Of the day, 0 to 1439.</param>
/// <param name="UntilMinute">Not included; 1440 is midnight.</param>
public sealed record FreeSpan(int Weekday, int FromMinute, int UntilMinute);

/// <summary>How people speak of the day when they say when they are free, and when they look for something to do.</summary>
public enum DayPart { Morning, Afternoon, Evening }

/// <summary>When somebody is usually free. Pure.</summary>
public static class FreeHours
{
    public const int Weekdays = 7;
    public const int GreatestSpans = 42;
    private const int Day = 24 * 60;

    public static (int From, int Until) SpanOf(DayPart part) => part switch
    {
        DayPart.Morning => (6 * 60, 12 * 60),
        DayPart.Afternoon => (12 * 60, 18 * 60),
        DayPart.Evening => (18 * 60, 22 * 60),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    public static FreeSpan On(int weekday, DayPart part)
    {
        var (from, until) = SpanOf(part);
        return new(weekday, from, until);
    }

    /// <summary>Whether the whole part of that day is free.</summary>
    public static bool Covers(this IEnumerable<FreeSpan> spans, int weekday, DayPart part)
    {
        var (from, until) = SpanOf(part);
        return spans.Any(s => s.Weekday == weekday && s.FromMinute <= from && s.UntilMinute >= until);
    }

    public static Refusal? WrongWith(IReadOnlyList<FreeSpan> spans)
    {
        if (spans.Count > GreatestSpans || spans.Any(s => s is not { Weekday: >= 1 and <= Weekdays, FromMinute: >= 0, UntilMinute: <= Day } || s.FromMinute >= s.UntilMinute)) { return PersonRefusals.FreeHours; }
        var inOrder = spans.OrderBy(s => s.Weekday).ThenBy(s => s.FromMinute).ToList();
        return inOrder.Zip(inOrder.Skip(1)).Any(pair => pair.First.Weekday == pair.Second.Weekday && pair.First.UntilMinute > pair.Second.FromMinute) ? PersonRefusals.FreeHours : null;
    }
}
