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
    [Range(0, 300)] public int? RatePercent { get; init; }

    /// <summary>Credits are rounded down to a multiple of this.</summary>
    [Range(1, 60)] public int? RoundingMinutes { get; init; }

    /// <summary>The most that one passbook may hold; the excess goes to the community fund.</summary>
    [Range(1, int.MaxValue)] public long? BalanceCapMinutes { get; init; }

    [Range(0, 240)] public int? NotHomeMinutes { get; init; }
    [Range(1, 10080)] public int? DangerMinutes { get; init; }
    [Range(1, 10080)] public int? UtilitiesMinutes { get; init; }

    /// <summary>Working days, by the same hour.</summary>
    [Range(1, 30)] public int? OrdinaryDays { get; init; }

    [Range(5, 10080)] public int? OfferMinutes { get; init; }
    [Range(0, 1440)] public int? GraceMinutes { get; init; }
    [Range(1, 30)] public int? RatingDays { get; init; }
    [Range(1, 365)] public int? ReopenDays { get; init; }

    public PolicyToSet ToCommand() => new(
        SiteId, ValidFrom, RatePercent, RoundingMinutes, BalanceCapMinutes, NotHomeMinutes, DangerMinutes, UtilitiesMinutes, OrdinaryDays, OfferMinutes, GraceMinutes, RatingDays, ReopenDays);
}
