using System.Globalization;
using TimeBank.Api.Http;
using TimeBank.Policies;

namespace TimeBank.Api.Administration;

/// <summary>Terms as they are typed in: whole numbers in the units that people say.</summary>
public static class TermsInput
{
    /// <param name="Term">What the desk calls it.</param>
    /// <param name="Scale">Minutes in one unit of the field, where it is not stored as it is typed.</param>
    public sealed record Field(string Group, string Name, string Unit, int Least, int Most, Func<Policy, long> Stored, string Term, int Scale = 1)
    {
        public long Of(Policy policy) => Stored(policy) / Scale;
    }

    public static IReadOnlyList<Field> Fields { get; } =
    [
        new("Times", "Danger", "Minutes", 1, 10080, p => p.DangerMinutes, nameof(Policy.DangerMinutes)),
        new("Times", "Utilities", "Minutes", 1, 10080, p => p.UtilitiesMinutes, nameof(Policy.UtilitiesMinutes)),
        new("Times", "Ordinary", "Ordinary", 1, 30, p => p.OrdinaryDays, nameof(Policy.OrdinaryDays)),
        new("Offers", "Offer", "Minutes", 5, 10080, p => p.OfferMinutes, nameof(Policy.OfferMinutes)),
        new("Offers", "Grace", "Minutes", 0, 1440, p => p.GraceMinutes, nameof(Policy.GraceMinutes)),
        new("Offers", "Rating", "Days", 1, 30, p => p.RatingDays, nameof(Policy.RatingDays)),
        new("Offers", "Reopen", "Days", 1, 365, p => p.ReopenDays, nameof(Policy.ReopenDays)),
        new("Counting", "Rate", "Rate", 0, 300, p => p.RatePercent, nameof(Policy.RatePercent)),
        new("Counting", "Rounding", "Minutes", 1, 60, p => p.RoundingMinutes, nameof(Policy.RoundingMinutes)),
        new("Counting", "Cap", "Cap", 1, 1_000_000, p => p.BalanceCapMinutes, nameof(Policy.BalanceCapMinutes), 60),
        new("Counting", "NotHome", "Minutes", 0, 240, p => p.NotHomeMinutes, nameof(Policy.NotHomeMinutes)),
    ];

    /// <returns>Null: nothing differs from what holds now. A number that cannot be read is left for the desk to refuse.</returns>
    public static PolicyToSet? Read(IFormCollection form, Policy now, LocalTime local, DateOnly today, Guid siteId)
    {
        var changed = Fields.Where(f => Number(form[f.Name]) != f.Of(now)).ToDictionary(f => f.Name, f => Number(form[f.Name]) * f.Scale);
        if (changed.Count == 0) { return null; }
        int? Changed(string name) => changed.TryGetValue(name, out var number) ? (int)number : null;
        // Today means from now on: its midnight has passed.
        DateTimeOffset? from = IsoDay.Read(form["day"]) is { } day && day != today ? local.At(day, TimeOnly.MinValue) : null;
        return new(
            siteId, from, Changed("Rate"), Changed("Rounding"), Changed("Cap"), Changed("NotHome"), Changed("Danger"), Changed("Utilities"), Changed("Ordinary"), Changed("Offer"),
            Changed("Grace"), Changed("Rating"), Changed("Reopen"));
    }

    /// <summary>-1, which no term may be, for what is no number of a sensible size.</summary>
    private static long Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000 ? number : -1;
}
