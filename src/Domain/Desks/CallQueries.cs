using TimeBank.People;
using TimeBank.Records;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Desks;

/// <summary>Whom the desk must ring: those who cannot read their messages or have not, and those who should be asked how it was. Found from the site's open
/// and lately closed orders, so the size of the city does not matter.</summary>
public sealed class CallQueries(TimeBankDb db, PersonLooks looks, DeploymentKeys keys, TimeProvider clock)
{
    public const int Most = 100;

    public async Task<Outcome<CallList>> ListAsync(Guid callerId, string siteCode, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var sites = await db.RowsAsync<SiteRow>($"select s.id, s.code, s.name, rights_at({callerId}, s.id, {now}) as rights from sites s where s.code = {siteCode}", ct);
        if (sites is not [var site] || !site.Rights.Any(r => r is nameof(Right.Dispatcher) or nameof(Right.Manager))) { return SiteRefusals.NotFound; }
        var calls = await CallsAsync(site.Id, now, ct);
        var callBacks = await CallBacksAsync(callerId, site.Id, ct);
        await looks.KeepAsync(callerId, [.. calls.Take(Most).Select(c => c.PersonId).Concat(callBacks.Take(Most).Select(c => c.ServedId)).Distinct()], LookWay.Order, null, ct);
        return new CallList(site.Code, site.Name, [.. calls.Take(Most).Select(View)], [.. callBacks.Take(Most).Select(View)], calls.Count > Most || callBacks.Count > Most);
    }

    /// <summary>So many calls wait; at most <see cref="Most"/> of each kind are counted.</summary>
    public async Task<int> CountAsync(Guid callerId, Guid siteId, CancellationToken ct) =>
        (await CallsAsync(siteId, clock.GetUtcNow(), ct)).Take(Most).Count() + (await CallBacksAsync(callerId, siteId, ct)).Take(Most).Count();

    /// <summary>One call for each person and order, about the newest of what is still true; what was overtaken by events is not rung about.</summary>
    private Task<List<CallRow>> CallsAsync(Guid siteId, DateTimeOffset now, CancellationToken ct) => db.RowsAsync<CallRow>(
        $"""
        with here as (
            select o.* from site_paths p join orders o on o.site_id = p.site_id
            where p.ancestor_id = {siteId} and (o.state in ('Placed', 'Offered', 'Accepted', 'InService', 'Served', 'Disputed') or o.closed_at >= {now - CallRules.News})),
        untold as (
            select distinct on (m.order_id, m.person_id) m.id, m.order_id, m.person_id, m.kind, m.sent_at
            from here o join messages m on m.order_id = o.id and m.read_at is null
                left join lateral (select a.state, a.planned from assignments a where a.order_id = o.id and a.person_id = m.person_id order by a.id desc limit 1) own on true
            where not exists (select from calls_done d where d.message_id = m.id)
                and case m.kind
                    when 'order.accepted' then exists (select from assignments a where a.order_id = o.id and a.state = 'Accepted') and o.wanted_until > {now}
                    when 'visit.late' then exists (select from assignments a where a.order_id = o.id and a.state = 'Accepted') and o.wanted_until > {now}
                    when 'order.searching' then o.state in ('Placed', 'Offered') and o.wanted_until > {now}
                    when 'order.nobody_found' then o.state in ('Placed', 'Offered')
                    when 'order.nobody_came' then o.state in ('Placed', 'Offered')
                    when 'order.rejected' then o.state = 'Rejected'
                    when 'order.withdrawn' then o.state = 'Withdrawn'
                    when 'order.dispute_resolved' then true
                    when 'offer.made' then exists (select from offers f where f.order_id = o.id and f.person_id = m.person_id and f.state = 'Live' and f.deadline_at > {now})
                    when 'visit.reminder' then own.state = 'Accepted' and o.wanted_until > {now}
                    when 'order.released' then own.state = 'Released' and upper(own.planned) > {now}
                    when 'offer.recalled' then own.state is null and o.wanted_from > {now}
                    when 'no_show.marked' then own.state = 'NoShow'
                    else false end
            order by m.order_id, m.person_id, m.id desc)
        select o.id as OrderId, o.number, u.person_id as PersonId, p.details_sealed as DetailsSealed, p.account_id is not null as HasAccount,
            u.kind = any({CallRules.ToVolunteers.ToArray()}) or (u.person_id not in (o.orderer_id, o.served_id)) as IsVolunteer, u.kind, u.id as ThroughId, u.sent_at as SentAt,
            i.name as ItemName, i.name_en as ItemNameEn, o.wanted_from as WantedFrom, o.wanted_until as WantedUntil, s.name as SiteName, s.phone as SitePhone,
            v.details_sealed as VolunteerSealed, v.volunteer_number as VolunteerNumber,
            (select t.sealed from order_texts t where t.order_id = o.id and t.kind = 'Closing' order by t.version desc limit 1) as ReasonSealed
        from untold u join here o on o.id = u.order_id join persons p on p.id = u.person_id join sites s on s.id = o.site_id join service_items i on i.id = o.item_id
            left join lateral (select person_id from assignments a where a.order_id = o.id and a.state = 'Accepted' order by a.id desc limit 1) a on true
            left join persons v on v.id = a.person_id
        where p.left_at is null and (p.account_id is null or u.sent_at <= {now - CallRules.Patience} or o.wanted_from between {now} and {now + CallRules.Near})
        order by o.wanted_from < {now}, o.wanted_from, u.id limit {Most + 1}
        """, ct);

    private Task<List<CallBackRow>> CallBacksAsync(Guid callerId, Guid siteId, CancellationToken ct) => db.RowsAsync<CallBackRow>(
        $"""
        with visits as (
            select a.id, a.order_id from site_paths p join orders o on o.site_id = p.site_id join assignments a on a.order_id = o.id
            where p.ancestor_id = {siteId} and o.state = 'Served' and a.state = 'Served'
            union
            select c.assignment_id, c.order_id from cases c join orders o on o.id = c.order_id join site_paths p on p.site_id = o.site_id and p.ancestor_id = {siteId}
            where c.state <> 'Closed' and c.kind = 'DeclaredMinutes')
        select o.id as OrderId, o.number, a.id as AssignmentId, served.id as ServedId, served.details_sealed as ServedSealed, v.details_sealed as VolunteerSealed,
            i.name as ItemName, i.name_en as ItemNameEn, a.checked_in_at as CheckedInAt, a.checked_out_at as CheckedOutAt,
            declared.waits as IsDeclared, orderer.account_id is not null as CanRate,
            (a.checked_in_by_id = {callerId} and a.checked_in_by_code is false) is true or (a.checked_out_by_id = {callerId} and a.checked_out_by_code is false) is true as YouVouched,
            a.called_back_at as CalledAt, a.call_back_confirmed as confirmed, case when o.state = 'Served' then o.rate_due_at end as RateDueAt
        from visits w join assignments a on a.id = w.id join orders o on o.id = w.order_id join service_items i on i.id = o.item_id
            join persons served on served.id = o.served_id join persons orderer on orderer.id = o.orderer_id join persons v on v.id = a.person_id
            cross join lateral (select exists (select from cases c where c.assignment_id = a.id and c.kind = 'DeclaredMinutes' and c.state <> 'Closed') as waits) declared
        where a.state = 'Served' and ((declared.waits and a.call_back_confirmed is not true) or (orderer.account_id is null and o.state = 'Served'))
        order by o.rate_due_at nulls last, a.id limit {Most + 1}
        """, ct);

    private Call View(CallRow row)
    {
        var person = keys.Open<PersonDetails>(row.DetailsSealed);
        var volunteer = row.VolunteerSealed is { } details && !row.IsVolunteer ? Masked.Familiar(keys.Open<PersonDetails>(details).Name) : null;
        return new(
            row.OrderId, row.Number, row.PersonId, person.Name, person.Phone, row.HasAccount, row.IsVolunteer, row.Kind, row.ThroughId, row.SentAt,
            row.ItemName, row.ItemNameEn, row.WantedFrom, row.WantedUntil, row.SiteName, row.SitePhone, volunteer, volunteer is null ? null : row.VolunteerNumber,
            row.ReasonSealed is { } reason ? keys.Open<string>(reason) : null);
    }

    private CallBack View(CallBackRow row)
    {
        var served = keys.Open<PersonDetails>(row.ServedSealed);
        return new(
            row.OrderId, row.Number, row.AssignmentId, row.ServedId, served.Name, served.Phone, keys.Open<PersonDetails>(row.VolunteerSealed).Name, row.ItemName, row.ItemNameEn,
            row.CheckedInAt, row.CheckedOutAt, row.IsDeclared ? Standing.Declared : Standing.Verified, row.CanRate, row.YouVouched, row.CalledAt, row.Confirmed, row.RateDueAt);
    }

    private sealed record SiteRow(Guid Id, string Code, string Name, string[] Rights);

    private sealed record CallRow(
        Guid OrderId, long Number, Guid PersonId, byte[] DetailsSealed, bool HasAccount, bool IsVolunteer, string Kind, Guid ThroughId, DateTimeOffset SentAt,
        string ItemName, string ItemNameEn, DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, string SiteName, string? SitePhone,
        byte[]? VolunteerSealed, string? VolunteerNumber, byte[]? ReasonSealed);

    private sealed record CallBackRow(
        Guid OrderId, long Number, Guid AssignmentId, Guid ServedId, byte[] ServedSealed, byte[] VolunteerSealed, string ItemName, string ItemNameEn,
        DateTimeOffset? CheckedInAt, DateTimeOffset? CheckedOutAt, bool IsDeclared, bool CanRate, bool YouVouched, DateTimeOffset? CalledAt, bool? Confirmed, DateTimeOffset? RateDueAt);
}
