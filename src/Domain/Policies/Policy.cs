using System.Text.Json.Serialization;

namespace TimeBank.Policies;

/// <summary>The terms of a site and all below it from a date on. Rows are never changed: new terms are a new row with a later date.</summary>
public sealed class Policy
{
    public required Guid Id { get; init; }

    /// <summary>Null: the deployment's own terms.</summary>
    public Guid? SiteId { get; init; }

    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>Minutes credited per hundred minutes given; 100 is one for one.</summary>
    public required int RatePercent { get; init; }

    /// <summary>Credits are rounded down to a multiple of this.</summary>
    public required int RoundingMinutes { get; init; }

    /// <summary>The most that available and held of one passbook may reach (RULES T6: 1,500 h); the excess goes to the site's community fund.</summary>
    public required long BalanceCapMinutes { get; init; }

    /// <summary>What a visit counts when the resident was not at home.</summary>
    public required int NotHomeMinutes { get; init; }

    /// <summary>Danger to life or property: minutes by the clock until dispatch (RULES T9: 60).</summary>
    public required int DangerMinutes { get; init; }

    /// <summary>Water, power, gas, heating, extreme weather: minutes by the clock (RULES T9: 120).</summary>
    public required int UtilitiesMinutes { get; init; }

    /// <summary>Everything else: working days, by the same hour (RULES T9: 1).</summary>
    public required int OrdinaryDays { get; init; }

    /// <summary>How long an offer stays open when the dispatcher names no deadline.</summary>
    public required int OfferMinutes { get; init; }

    /// <summary>After the planned time: before a no-show may be marked, and before a missing check-out becomes a case.</summary>
    public required int GraceMinutes { get; init; }

    /// <summary>Days the resident has to rate; then the order closes as "no answer".</summary>
    public required int RatingDays { get; init; }

    public required int ReopenDays { get; init; }

    /// <summary>The administrator; null for the deployment's first terms.</summary>
    [JsonIgnore]
    public Guid? SetById { get; init; }

    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>Before they began; they never held.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    [JsonIgnore]
    public Guid? WithdrawnById { get; set; }

    /// <summary>Whether a visit would be worth other minutes under the other terms.</summary>
    public bool CountsLike(Policy other) => (RatePercent, RoundingMinutes, BalanceCapMinutes, NotHomeMinutes) == (other.RatePercent, other.RoundingMinutes, other.BalanceCapMinutes, other.NotHomeMinutes);
}
