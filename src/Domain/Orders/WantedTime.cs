namespace TimeBank.Orders;

/// <summary>When help can be wanted: ahead, within a year, for a day at most.</summary>
public static class WantedTime
{
    /// <summary>It may have begun a little before the order is typed in (help that is needed now).</summary>
    public static bool IsBeginning(DateTimeOffset from, DateTimeOffset now) => from >= now.AddMinutes(-30) && from <= now.AddDays(366);

    public static bool IsSpan(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now) =>
        IsBeginning(from, now) && until > now && until > from && until - from <= TimeSpan.FromHours(24);
}
