using System.Globalization;
using TimeBank.Api.Http;
using TimeBank.Policies;

namespace TimeBank.Api.Administration;

/// <summary>Terms as they are typed in: whole numbers in the units that people say.</summary>
public static class TermsInput
{
    /// <param name="Scale">How much of the stored unit one of the field's is.</param>
    public sealed record Field(string Group, string Name, string Unit, string TermName, int Scale = 1)
    {
        public Term Term { get; } = Term.Named(TermName);

        public int Least => (Term.Least + Scale - 1) / Scale;

        public int Most => Term.Most / Scale;

        public long Of(Policy policy) => Term.Of(policy) / Scale;
    }

    public static IReadOnlyList<Field> Fields { get; } =
    [
        new("Times", "Danger", "Minutes", nameof(Policy.DangerMinutes)),
        new("Times", "Utilities", "Minutes", nameof(Policy.UtilitiesMinutes)),
        new("Times", "Ordinary", "Ordinary", nameof(Policy.OrdinaryDays)),
        new("Offers", "Offer", "Minutes", nameof(Policy.OfferMinutes)),
        new("Offers", "Grace", "Minutes", nameof(Policy.GraceMinutes)),
        new("Offers", "Rating", "Days", nameof(Policy.RatingDays)),
        new("Offers", "Reopen", "Days", nameof(Policy.ReopenDays)),
        new("Counting", "Rate", "Rate", nameof(Policy.RatePercent)),
        new("Counting", "Rounding", "Minutes", nameof(Policy.RoundingMinutes)),
        new("Counting", "Cap", "Cap", nameof(Policy.BalanceCapMinutes), 60),
        new("Counting", "NotHome", "Minutes", nameof(Policy.NotHomeMinutes)),
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
