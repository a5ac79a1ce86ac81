using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Policies;

/// <summary>Takes back terms that have not begun: they never hold, and stay readable as withdrawn. What would have held without them holds.</summary>
public sealed class WithdrawPolicy(TimeBankDb db, Once once, TimeProvider clock)
{
    /// <summary>Whoever places an order in the last moment before must not find the terms both ways.</summary>
    private static readonly TimeSpan _latest = TimeSpan.FromMinutes(1);

    public Task<Outcome<Guid>> WithdrawAsync(CommandKey key, Guid callerId, Guid policyId, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        var found = await db.Policies.FromSql($"select * from policies where id = {policyId} for update").ToListAsync(ct);
        if (found is not [{ SiteId: { } siteId } policy]) { return PolicyRefusals.NotFound; }
        if (!await db.HasRightAsync(callerId, siteId, now, [Right.Administrator], ct)) { return SiteRefusals.Forbidden; }
        if (policy.WithdrawnAt is not null) { return PolicyRefusals.Withdrawn; }
        if (policy.ValidFrom < now + _latest) { return PolicyRefusals.Begun; }
        (policy.WithdrawnAt, policy.WithdrawnById) = (now, callerId);
        return policy.Id;
    }, ct);
}
