using Microsoft.Extensions.Logging;
using TimeBank.Orders;
using TimeBank.Storage;

namespace TimeBank.Worker.Orders;

/// <summary>Finds the orders for which a time has come, and asks the desk for the step. The desk decides: whoever was faster is right.</summary>
public sealed class DueSteps(TimeBankDb db, OrderDesk desk, TimeProvider clock, ILogger<DueSteps> log)
{
    /// <summary>Of one run; the next comes a minute later.</summary>
    private const int AtMost = 500;

    /// <summary>Offers past their deadline.</summary>
    public Task LapseOffersAsync(CancellationToken ct) => AskAsync(
        $"""
        select order_id as OrderId, id as SubjectId from offers
        where state = 'Live' and deadline_at <= {clock.GetUtcNow()} order by deadline_at, id limit {AtMost}
        """,
        due => new LapseOffer(due.OrderId, due.SubjectId), ct);

    /// <summary>Visits that nobody ended, a grace after their time. One that began late may last as long as it was planned to.</summary>
    public Task MissCheckOutsAsync(CancellationToken ct) => AskAsync(
        $"""
        select a.order_id as OrderId, a.id as SubjectId
        from assignments a join orders o on o.id = a.order_id cross join lateral policy_at(o.site_id, {clock.GetUtcNow()}) p
        where a.state = 'InService' and upper(a.planned) <= {clock.GetUtcNow()}
            and greatest(upper(a.planned), a.checked_in_at + (upper(a.planned) - lower(a.planned))) + make_interval(mins => p.grace_minutes) <= {clock.GetUtcNow()}
        order by upper(a.planned), a.id limit {AtMost}
        """,
        due => new MissCheckOut(due.OrderId, due.SubjectId), ct);

    /// <summary>Served orders that nobody rated in time; a missing check-out is settled first.</summary>
    public Task TimeOutRatingsAsync(CancellationToken ct) => AskAsync(
        $"""
        select o.id as OrderId, o.id as SubjectId from orders o
        where o.state = 'Served' and o.rate_due_at <= {clock.GetUtcNow()}
            and not exists (select from assignments a where a.order_id = o.id and a.state = 'Unfinished')
        order by o.rate_due_at, o.id limit {AtMost}
        """,
        due => new TimeOutRating(due.OrderId), ct);

    /// <summary>Wanted times that are near while nobody has accepted.</summary>
    public Task FindNobodyAsync(CancellationToken ct) => AskAsync(
        $"""
        select o.id as OrderId, o.id as SubjectId from orders o
        where o.state in ('Placed', 'Offered') and o.wanted_from > {clock.GetUtcNow() - TimeSpan.FromDays(1)} and o.wanted_from <= {clock.GetUtcNow() + SearchRules.Notice}
            and o.wanted_until > {clock.GetUtcNow()} and o.nobody_found_for is distinct from o.wanted_from
            and nobody_at(o) <= {clock.GetUtcNow()}
        order by o.wanted_from, o.id limit {AtMost}
        """,
        due => new FindNobody(due.OrderId), ct);

    /// <exception cref="AggregateException">Some could not be asked; all others were.</exception>
    private async Task AskAsync(FormattableString query, Func<Due, OrderCommand> command, CancellationToken ct)
    {
        List<Exception> failures = [];
        foreach (var due in await db.RowsAsync<Due>(query, ct))
        {
            try
            {
                var answer = await desk.HandleAsync(CommandKey.Fresh(Guid.Empty, clock.GetUtcNow()), callerId: null, command(due), ct);
                if (answer is Outcome<OrderReceipt>.Refused(var why)) { log.LogInformation("{Command} on {Order}: {Code}", command(due).Action, due.OrderId, why.Code); }
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                failures.Add(new InvalidOperationException($"{command(due).Action} on order {due.OrderId} failed.", failure));
            }
        }

        if (failures.Count > 0) { throw new AggregateException(failures); }
    }

    private sealed record Due(Guid OrderId, Guid SubjectId);
}
