using Microsoft.EntityFrameworkCore;
using TimeBank.Menu;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Orders;

/// <summary>One volunteer to ask, as staff see them.</summary>
/// <param name="Asked">Has had an offer of this very order before; neither how it ended nor that it was made moves anybody up or down.</param>
public sealed record Candidate(Guid PersonId, string Name, string? VolunteerNumber, string HomeSite, IReadOnlyList<Reason> Reasons, bool Asked);

/// <param name="Considered">So many may serve it and were weighed: the nearest, those who know the person, those who served here lately, those who hold a rare qualification.</param>
public sealed record CandidateList(IReadOnlyList<Candidate> Items, int Considered);

/// <summary>派给谁: whom to ask, the best first, with the reasons (<see cref="CandidateRules"/>).</summary>
public sealed class CandidateQueries(TimeBankDb db, OrderFactsQueries facts, DeploymentKeys keys, LocalTime local)
{
    public const int GreatestSize = 100;

    /// <summary>So many of one site's volunteers are looked at: a station has 355 of them on average, but some sites hold a whole city's.</summary>
    private const int OfOneSite = 500;

    private const int Nearest = 3_000;
    private const int Weighed = 200;
    private const int LatestVisitsHere = 100;
    private const int HoldersOfOneQualification = 3_000;
    private const int OrdersOfOnePerson = 300;

    /// <param name="size">1 to <see cref="GreatestSize"/>.</param>
    public async Task<Outcome<CandidateList>> ForAsync(Guid callerId, Guid orderId, int size, CancellationToken ct)
    {
        var order = await db.Orders.AsNoTracking().Include(o => o.Offers).Include(o => o.Assignments).AsSingleQuery().SingleOrDefaultAsync(o => o.Id == orderId, ct);
        if (order is null) { return OrderRefusals.NotFound; }
        var known = await facts.ForAsync(order, callerId, null, ct);
        if (known.Relation is Relation.None) { return OrderRefusals.NotFound; }
        if (!known.Has(Relation.Dispatcher)) { return OrderRefusals.Forbidden; }

        var item = await db.ServiceItems.AsNoTracking().SingleAsync(i => i.Id == order.ItemId, ct);
        var day = local.DayOf(order.WantedFrom);
        var rows = (await RowsAsync(order, item, day, local.DayOf(known.Now), ct)).ToDictionary(r => r.PersonId);
        var details = rows.Values.ToDictionary(r => r.PersonId, r => keys.Open<PersonDetails>(r.DetailsSealed));
        var ranked = CandidateRules.Rank(rows.Values.Select(r => r.ToFacts(details[r.PersonId], item, day)), order.Id);
        var asked = order.Offers.Select(o => o.PersonId).ToHashSet();
        return new CandidateList([.. ranked.Take(size).Select(v => new Candidate(
            v.PersonId, details[v.PersonId].Name, rows[v.PersonId].VolunteerNumber, rows[v.PersonId].HomeSite, CandidateRules.ReasonsOf(v), asked.Contains(v.PersonId)))], rows.Count);
    }

    /// <summary>The world in one bounded query. Who already has a place or a live offer needs no asking.</summary>
    private Task<List<Row>> RowsAsync(Order order, ServiceItem item, DateOnly day, DateOnly today, CancellationToken ct)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        var (weekFrom, weekUntil, dayFrom, dayUntil) = (Midnight(monday), Midnight(monday.AddDays(7)), Midnight(day), Midnight(day.AddDays(1)));
        Guid?[] held = [.. order.Assignments.Where(a => a.HoldsPlace).Select(a => (Guid?)a.PersonId), .. order.Offers.Where(o => o.State is OfferState.Live).Select(o => o.PersonId)];
        var busy = held.OfType<Guid>().ToArray();
        return db.RowsAsync<Row>(
            $"""
            with near as (
                select w.site_id as id, s.name, w.sister, w.steps, w.metres, coalesce(w.metres, w.steps * {CandidateRules.MetresPerStep}) as away
                from sites_around({order.SiteId}) w join sites s on s.id = w.site_id),
            their_orders as (
                select id from (select id from orders where orderer_id = {order.ServedId} and served_id = {order.ServedId}
                    union all select id from orders where served_id = {order.ServedId} and served_id <> orderer_id) o order by id desc limit {OrdersOfOnePerson}),
            knows as (
                select a.person_id as id, count(*)::int as times from their_orders o join assignments a on a.order_id = o.id where a.state = 'Served' group by a.person_id),
            lately as (
                select a.person_id as id, count(*)::int as times
                from (select id from orders where site_id = {order.SiteId} and state = 'Rated' order by id desc limit {LatestVisitsHere}) o join assignments a on a.order_id = o.id
                where a.state = 'Served' group by a.person_id),
            nearest as (
                select v.id from (select id, away from near order by away, id offset 0) n cross join lateral (
                    select p.id from persons p where p.home_site_id = n.id and p.volunteer_number is not null and p.left_at is null
                    order by uuid_hash(p.id) limit {OfOneSite}) v
                order by n.away, n.id limit {Nearest}),
            holders as (
                select q.person_id as id from (select person_id from qualifications where name = {item.Qualification} limit {HoldersOfOneQualification}) q
                    join persons p on p.id = q.person_id join near n on n.id = p.home_site_id
                order by n.away, n.id limit {Weighed}),
            found as (
                select id from knows union select id from lately union select id from holders union select {order.WishedId}::uuid where {order.WishedId}::uuid is not null
                union (select n.id from nearest n where {item.Qualification}::text is null
                    or exists (select from qualifications q where q.name = {item.Qualification} and q.person_id = n.id) limit {Weighed})),
            fit as (
                select f.person_id as id from fitness(array(select id from found where id <> all ({busy})), {order.OrdererId}, {order.ServedId}, {order.ItemId},
                    tstzrange({order.WantedFrom}, {order.WantedUntil}), {today}) f
                where f.answer = 'Fit')
            select p.id as PersonId, p.volunteer_number as VolunteerNumber, p.details_sealed as DetailsSealed, p.account_id is not null as HasAccount, n.name as HomeSite, n.id = {order.SiteId} as SameSite, n.sister, n.steps, n.metres,
                q.valid_until as QualifiedUntil, coalesce(k.times, 0) as ServedThem, coalesce(l.times, 0) as ServedHere,
                visits.day as VisitsThatDay, visits.week as VisitsThatWeek, said_free(p.id, tstzrange({order.WantedFrom}, {order.WantedUntil}), {local.Zone.Id}) as SaidFree,
                coalesce(p.id = {order.WishedId}::uuid, false) as wished
            from fit join persons p on p.id = fit.id join near n on n.id = p.home_site_id
                left join knows k on k.id = p.id left join lately l on l.id = p.id
                left join qualifications q on q.person_id = p.id and q.name = {item.Qualification}
                cross join lateral (
                    select count(*)::int as week, count(*) filter (where during && tstzrange({dayFrom}, {dayUntil}))::int as day
                    from (select a.planned as during from assignments a
                            where a.person_id = p.id and a.state in ('Accepted', 'InService') and a.planned && tstzrange({weekFrom}, {weekUntil})
                        union all select i.during from service_intervals i where i.person_id = p.id and i.live and i.during && tstzrange({weekFrom}, {weekUntil})) v) visits
            order by wished desc, (k.times is not null) desc, n.away, uuid_hash(p.id) limit {Weighed}
            """, ct);
    }

    private DateTimeOffset Midnight(DateOnly day) => local.At(day, TimeOnly.MinValue);

    private sealed record Row(
        Guid PersonId, string? VolunteerNumber, byte[] DetailsSealed, bool HasAccount, string HomeSite, bool SameSite, bool Sister, int Steps, int? Metres,
        DateOnly? QualifiedUntil, int ServedThem, int ServedHere, int VisitsThatDay, int VisitsThatWeek, bool? SaidFree, bool Wished)
    {
        public CandidateFacts ToFacts(PersonDetails details, ServiceItem item, DateOnly day) => new(
            PersonId, SameSite, Sister, Metres, Steps, item.Qualification is not null, QualifiedUntil is { } until ? until.DayNumber - day.DayNumber : null,
            (details.Fields ?? []).Any(f => CandidateRules.IsField(f, item.Field)), (details.Skills ?? []).Any(s => CandidateRules.IsSkillFor(s, item.Name)),
            ServedThem, ServedHere, VisitsThatDay, VisitsThatWeek, SaidFree, Wished, HasAccount);
    }
}
