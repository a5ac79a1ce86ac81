namespace TimeBank.Desks;

/// <summary>What must reach a person by telephone when the message does not. Codes are not among it: they are never read to staff, nor by them.</summary>
public static class CallRules
{
    /// <summary>Whoever has an account gets so long to read before somebody rings.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <summary>A visit this near cannot wait for that.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromHours(3);

    /// <summary>What happened longer ago on a closed order is no news any more.</summary>
    public static readonly TimeSpan News = TimeSpan.FromDays(3);

    /// <summary>For whoever comes, or need not come.</summary>
    public static readonly IReadOnlyList<string> ToVolunteers = ["offer.made", "visit.reminder", "order.released", "offer.recalled", "no_show.marked"];
}
