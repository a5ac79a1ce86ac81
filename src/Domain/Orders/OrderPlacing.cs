using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Policies;
using TimeBank.Reports;
using TimeBank.Storage;

namespace TimeBank.Orders;

/// <summary>How an order comes to be: by the resident, a registered relative, staff for a caller, or as one that follows another.</summary>
public sealed class OrderPlacing(TimeBankDb db, DayRolls rolls, DeploymentKeys keys, Calendar calendar, LocalTime local, TimeProvider clock)
{
    public async Task<Outcome<OrderReceipt>> PlaceAsync(CommandKey key, Guid callerId, PlaceOrder c, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var servedId = c.ServedId ?? callerId;
        if (!WantedTime.IsSpan(c.WantedFrom, c.WantedUntil, now)) { return OrderRefusals.Span; }
        if (string.IsNullOrWhiteSpace(c.Need) || string.IsNullOrWhiteSpace(c.Address)) { return OrderRefusals.TextsNeeded; }
        if ((OrderText.WhyTooLong(OrderTextKind.Need, c.Need) ?? OrderText.WhyTooLong(OrderTextKind.Address, c.Address)) is { } tooLong) { return tooLong; }
        if (c.Places is < 1 or > 20) { return OrderRefusals.Places; }

        var known = await db.RowsAsync<Row>(
            $"""
            select s.id as SiteId, rights_at({callerId}, s.id, {now}) as rights, is_offered({c.ItemId}, s.id) as offered,
                rights_at({callerId}, p.home_site_id, {now}) as HomeRights,
                {c.WishedId}::uuid is null or exists (select from assignments a join orders b on b.id = a.order_id
                    where a.person_id = {c.WishedId}::uuid and a.state = 'Served' and b.served_id = p.id) as WishKnown,
                {callerId} = p.id or exists (select from relatives r where r.person_id = {callerId} and r.relative_id = p.id) as MayOrderFor,
                (select max(o.id::text)::uuid from orders o where o.served_id = p.id and o.item_id = {c.ItemId} and o.closed_at is null) as OpenOrderId
            from persons p join sites s on s.id = coalesce({c.SiteId}::uuid, p.home_site_id) and s.vanished_at is null
            where p.id = {servedId} and p.left_at is null for share of p
            """, ct);   // whoever is leaving at this moment has gone before, or waits until the order stands
        if (known is not [var row]) { return OrderRefusals.ServedUnknown; }

        var isStaff = MayDispatch(row.Rights);
        // Staff order for people of their own site; for anybody else they would learn name, phone and address by ordering.
        if (!row.MayOrderFor && !(isStaff && MayDispatch(row.HomeRights))) { return OrderRefusals.ServedUnknown; }
        if (c.Origin is OrderOrigin.Centre && !isStaff) { return OrderRefusals.CentreOrderNeedsStaff; }
        if (!row.Offered) { return OrderRefusals.NotOnMenu; }
        if (!row.WishKnown) { return OrderRefusals.WishUnknown; }
        if (row.OpenOrderId is { } open && isStaff && !c.DespiteDuplicates) { return OrderRefusals.PossibleDuplicate.With("orderId", open); }

        var forCaller = !row.MayOrderFor;
        return await AddAsync(key, new Draft(row.SiteId, c.ItemId, forCaller ? servedId : callerId, servedId, callerId, c.Origin,
            forCaller ? OrderChannel.Offline : OrderChannel.Online, c.Urgency, c.Places, c.WantedFrom, c.WantedUntil, null, c.WishedId), [(OrderTextKind.Need, keys.Seal(c.Need)), (OrderTextKind.Address, keys.Seal(c.Address))], ct);
    }

    private static bool MayDispatch(string[] rights) => rights.Contains(nameof(Right.Dispatcher)) || rights.Contains(nameof(Right.Manager));

    /// <summary>Reopen: the old order never moves again; a new one follows it with the same facts and a new time.</summary>
    public async Task<Outcome<OrderReceipt>> FollowAsync(CommandKey key, Guid callerId, Order old, ReopenOrder c, CancellationToken ct)
    {
        if (await db.Orders.AnyAsync(o => o.FollowsId == old.Id, ct)) { return OrderRefusals.ReopenedAlready; }
        if (await WhyNotAgainAsync(old, ct) is { } no) { return no; }
        var texts = await db.OrderTexts.AsNoTracking().Where(t => t.OrderId == old.Id && (t.Kind == OrderTextKind.Need || t.Kind == OrderTextKind.Address)).ToListAsync(ct);
        var newest = texts.GroupBy(t => t.Kind).Select(kind => (kind.Key, kind.MaxBy(t => t.Version)!.Sealed));
        return await AddAsync(key, new Draft(old.SiteId, old.ItemId, old.OrdererId, old.ServedId, callerId, old.Origin, old.Channel, old.Urgency, old.Places,
            c.WantedFrom, c.WantedUntil, old.Id, null), newest, ct);
    }

    /// <summary>What held when the old order was placed may not hold now: the menu, the site, the family.</summary>
    private async Task<Refusal?> WhyNotAgainAsync(Order old, CancellationToken ct)
    {
        var now = await db.RowAsync<Again>(
            $"""
            select is_offered({old.ItemId}, s.id) and s.vanished_at is null as offered,
                p.left_at is null and ({old.OrdererId} = p.id or exists (select from relatives r where r.person_id = {old.OrdererId} and r.relative_id = p.id)) as MayOrderFor
            from sites s cross join persons p where s.id = {old.SiteId} and p.id = {old.ServedId}
            """, ct);
        return !now.Offered ? OrderRefusals.NotOnMenu : !now.MayOrderFor ? OrderRefusals.ServedUnknown : null;
    }

    private async Task<Outcome<OrderReceipt>> AddAsync(CommandKey key, Draft draft, IEnumerable<(OrderTextKind Kind, byte[] Sealed)> texts, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var policy = await db.Policies.FromSql($"select * from policy_at({draft.SiteId}, {now})").AsNoTracking().SingleAsync(ct);
        var order = draft.ToOrder(Guid.CreateVersion7(now), now, local.DayOf(now), await DueAsync(draft.Urgency, now, policy, ct));
        OrderPlaced placed = new(order.SiteId, order.ItemId, order.FollowsId) { At = now, ActorId = draft.PlacedById };
        order.Apply(placed);
        db.Orders.Add(order);
        db.RecordOrderEvent(key, order.Id, order.Version, placed);
        db.OrderTexts.AddRange(texts.Select(t => new OrderText { OrderId = order.Id, Kind = t.Kind, Version = order.Version, Sealed = t.Sealed }));
        await db.SaveChangesAsync(ct);   // the table gives the number
        rolls.CountPlaced(order);
        return new OrderReceipt(order.Id, order.Number, order.State, order.Version, draft.FollowsId is null ? null : order.Id);
    }

    /// <summary>Danger and utilities by the clock, day and night; everything else by the same hour of the next working day (RULES T9).</summary>
    private async Task<DateTimeOffset> DueAsync(Urgency urgency, DateTimeOffset now, Policy policy, CancellationToken ct) => urgency switch
    {
        Urgency.Danger => now.AddMinutes(policy.DangerMinutes),
        Urgency.Utilities => now.AddMinutes(policy.UtilitiesMinutes),
        Urgency.Ordinary => (await calendar.GetAsync(ct)).AddWorkingDays(now, policy.OrdinaryDays, local),
        _ => throw new ArgumentOutOfRangeException(nameof(urgency)),
    };

    private sealed record Row(Guid SiteId, string[] Rights, string[] HomeRights, bool Offered, bool WishKnown, bool MayOrderFor, Guid? OpenOrderId);

    private sealed record Again(bool Offered, bool MayOrderFor);

    private sealed record Draft(
        Guid SiteId, Guid ItemId, Guid OrdererId, Guid ServedId, Guid PlacedById, OrderOrigin Origin, OrderChannel Channel, Urgency Urgency, int Places,
        DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, Guid? FollowsId, Guid? WishedId)
    {
        public Order ToOrder(Guid id, DateTimeOffset now, DateOnly today, DateTimeOffset due) => new()
        {
            Id = id,
            SiteId = SiteId,
            ItemId = ItemId,
            OrdererId = OrdererId,
            ServedId = ServedId,
            PlacedById = PlacedById,
            Origin = Origin,
            Channel = Channel,
            Urgency = Urgency,
            Places = Places,
            WantedFrom = WantedFrom,
            WantedUntil = WantedUntil,
            PlacedAt = now,
            PlacedOn = today,
            DispatchDueAt = due,
            FollowsId = FollowsId,
            WishedId = WishedId,
        };
    }
}
