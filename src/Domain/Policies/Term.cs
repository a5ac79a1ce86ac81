using System.Text.Json;

namespace TimeBank.Policies;

/// <summary>One number of a policy and the range it may lie in, both ends included. Desk, forms and API read it here; the table holds the same for good.</summary>
/// <param name="Name">The policy's property.</param>
public sealed record Term(string Name, int Least, int Most, Func<Policy, long> Of)
{
    public static IReadOnlyList<Term> All { get; } =
    [
        new(nameof(Policy.RatePercent), 0, 300, p => p.RatePercent),
        new(nameof(Policy.RoundingMinutes), 1, 60, p => p.RoundingMinutes),
        new(nameof(Policy.BalanceCapMinutes), 1, 60_000_000, p => p.BalanceCapMinutes),   // a million hours: nobody lives that long
        new(nameof(Policy.NotHomeMinutes), 0, 240, p => p.NotHomeMinutes),
        new(nameof(Policy.DangerMinutes), 1, 10080, p => p.DangerMinutes),
        new(nameof(Policy.UtilitiesMinutes), 1, 10080, p => p.UtilitiesMinutes),
        new(nameof(Policy.OrdinaryDays), 1, 30, p => p.OrdinaryDays),
        new(nameof(Policy.OfferMinutes), 5, 10080, p => p.OfferMinutes),
        new(nameof(Policy.GraceMinutes), 0, 1440, p => p.GraceMinutes),
        new(nameof(Policy.RatingDays), 1, 30, p => p.RatingDays),
        new(nameof(Policy.ReopenDays), 1, 365, p => p.ReopenDays),
    ];

    public static Term Named(string name) => All.Single(t => t.Name == name);

    /// <summary>As the API spells it.</summary>
    public string WireName => JsonNamingPolicy.CamelCase.ConvertName(Name);

    public bool Holds(Policy policy) => Of(policy) >= Least && Of(policy) <= Most;
}
