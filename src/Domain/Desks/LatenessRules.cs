namespace TimeBank.Desks;

/// <summary>When a card turns yellow and red.</summary>
public static class LatenessRules
{
    /// <summary>What waits for a person to settle it is settled as soon as a rating must be given.</summary>
    public const int CaseDays = 3;

    /// <summary>Yellow this long before the end, however short or long the limit.</summary>
    private static readonly TimeSpan _lastHour = TimeSpan.FromHours(1);

    /// <summary>Red when the time is over. Yellow in the last quarter of the limit or its last hour; a visit, from the moment it should have begun or ended.</summary>
    public static Lateness Of(BoardColumn column, DateTimeOffset start, DateTimeOffset due, DateTimeOffset now)
    {
        if (now >= due) { return Lateness.Red; }
        var soon = column is BoardColumn.Accepted or BoardColumn.InService ? start : due - Longer(_lastHour, (due - start) / 4);
        return now >= soon ? Lateness.Yellow : Lateness.White;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
