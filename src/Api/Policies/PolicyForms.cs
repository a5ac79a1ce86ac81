using System.ComponentModel.DataAnnotations;
using TimeBank.Policies;

namespace TimeBank.Api.Policies;

/// <summary>Terms of a site and all below it from a moment on; what is absent goes on as it would have been.</summary>
public sealed record PolicyForm
{
    public required Guid SiteId { get; init; }

    /// <summary>Not in the past; now when absent.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Minutes credited per hundred given.</summary>
    [TermRange(nameof(Policy.RatePercent))] public int? RatePercent { get; init; }

    /// <summary>Credits are rounded down to a multiple of this.</summary>
    [TermRange(nameof(Policy.RoundingMinutes))] public int? RoundingMinutes { get; init; }

    /// <summary>The most that one passbook may hold; the excess goes to the community fund.</summary>
    [TermRange(nameof(Policy.BalanceCapMinutes))] public long? BalanceCapMinutes { get; init; }

    [TermRange(nameof(Policy.NotHomeMinutes))] public int? NotHomeMinutes { get; init; }
    [TermRange(nameof(Policy.DangerMinutes))] public int? DangerMinutes { get; init; }
    [TermRange(nameof(Policy.UtilitiesMinutes))] public int? UtilitiesMinutes { get; init; }

    /// <summary>Working days, by the same hour.</summary>
    [TermRange(nameof(Policy.OrdinaryDays))] public int? OrdinaryDays { get; init; }

    [TermRange(nameof(Policy.OfferMinutes))] public int? OfferMinutes { get; init; }
    [TermRange(nameof(Policy.GraceMinutes))] public int? GraceMinutes { get; init; }
    [TermRange(nameof(Policy.RatingDays))] public int? RatingDays { get; init; }
    [TermRange(nameof(Policy.ReopenDays))] public int? ReopenDays { get; init; }

    public PolicyToSet ToCommand() => new(
        SiteId, ValidFrom, RatePercent, RoundingMinutes, BalanceCapMinutes, NotHomeMinutes, DangerMinutes, UtilitiesMinutes, OrdinaryDays, OfferMinutes, GraceMinutes, RatingDays, ReopenDays);
}

/// <summary>The range of the term so named.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TermRangeAttribute(string name) : RangeAttribute((double)Term.Named(name).Least, Term.Named(name).Most)   // as doubles: a long beyond int would overflow instead of being refused
{
    public string Name => name;
}
