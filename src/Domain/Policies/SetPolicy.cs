using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Policies;

/// <summary>Terms of a site and all below it from a moment on. What is null goes on as it would have been.</summary>
/// <param name="ValidFrom">Null: now.</param>
public sealed record PolicyToSet(
    Guid SiteId, DateTimeOffset? ValidFrom, int? RatePercent, int? RoundingMinutes, long? BalanceCapMinutes, int? NotHomeMinutes, int? DangerMinutes,
    int? UtilitiesMinutes, int? OrdinaryDays, int? OfferMinutes, int? GraceMinutes, int? RatingDays, int? ReopenDays);

/// <summary>An administrator changes terms by adding a row; a row that was once valid is never touched. Terms are public before they hold: nobody
/// makes minutes worth more between two visits.</summary>
public sealed class SetPolicy(TimeBankDb db, Once once, TimeProvider clock)
{
    /// <summary>Between the setting and the beginning of terms that count minutes.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(1);

    public Task<Outcome<Guid>> SetAsync(CommandKey key, Guid callerId, PolicyToSet asked, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        var from = asked.ValidFrom ?? now;
        if (!await db.Sites.AnyAsync(s => s.Id == asked.SiteId, ct)) { return SiteRefusals.NotFound; }
        if (!await db.HasRightAsync(callerId, asked.SiteId, now, [Right.Administrator], ct)) { return SiteRefusals.Forbidden; }
        if (from < now) { return PolicyRefusals.Past; }

        var before = await db.Policies.FromSql($"select * from policy_at({asked.SiteId}, {from})").AsNoTracking().SingleAsync(ct);
        var policy = Merge(before, asked, Guid.CreateVersion7(now), from, callerId, now);
        if (Term.All.FirstOrDefault(t => !t.Holds(policy)) is { } wrong) { return PolicyRefusals.OutOfRange.Saying($"{wrong.WireName} {wrong.Least}–{wrong.Most}").With("field", wrong.WireName); }
        if (from < now + Notice && !policy.CountsLike(before)) { return PolicyRefusals.Notice; }
        db.Policies.Add(policy);
        return policy.Id;
    }, ct);

    private static Policy Merge(Policy before, PolicyToSet asked, Guid id, DateTimeOffset from, Guid setById, DateTimeOffset now) => new()
    {
        Id = id,
        SiteId = asked.SiteId,
        ValidFrom = from,
        RatePercent = asked.RatePercent ?? before.RatePercent,
        RoundingMinutes = asked.RoundingMinutes ?? before.RoundingMinutes,
        BalanceCapMinutes = asked.BalanceCapMinutes ?? Math.Min(before.BalanceCapMinutes, Term.Named(nameof(Policy.BalanceCapMinutes)).Most),   // older terms had no such bound
        NotHomeMinutes = asked.NotHomeMinutes ?? before.NotHomeMinutes,
        DangerMinutes = asked.DangerMinutes ?? before.DangerMinutes,
        UtilitiesMinutes = asked.UtilitiesMinutes ?? before.UtilitiesMinutes,
        OrdinaryDays = asked.OrdinaryDays ?? before.OrdinaryDays,
        OfferMinutes = asked.OfferMinutes ?? before.OfferMinutes,
        GraceMinutes = asked.GraceMinutes ?? before.GraceMinutes,
        RatingDays = asked.RatingDays ?? before.RatingDays,
        ReopenDays = asked.ReopenDays ?? before.ReopenDays,
        SetById = setById,
        RecordedAt = now,
    };
}
