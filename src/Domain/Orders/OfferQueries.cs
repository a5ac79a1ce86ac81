using TimeBank.Menu;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Orders;

/// <summary>An order that somebody asks me to take, and why me. As in the pool: what, where about, when; never for whom, the address or the words.</summary>
/// <param name="Wished">Whoever ordered would like me again.</param>
/// <param name="Reasons">Those of the dispatcher's list (<see cref="CandidateRules"/>), as far as they speak of me and not of others.</param>
public sealed record OfferLine(
    Guid Id, Guid OfferId, long Number, int Version, Urgency Urgency, Guid SiteId, string SiteName, Guid ItemId, string ItemName, string ItemNameEn, ServiceField Field, int Places, int Taken,
    DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, DateTimeOffset DeadlineAt, bool Wished, IReadOnlyList<Reason> Reasons);

/// <summary>What is offered to me by name and still open, the nearest deadline first.</summary>
public sealed class OfferQueries(TimeBankDb db, DeploymentKeys keys, LocalTime local, TimeProvider clock)
{
    /// <summary>How often I have come is said to me; how much I do in a week, and how that compares, is the dispatcher's to weigh.</summary>
    private static readonly CandidateReason[] _theirs = [CandidateReason.ServedHere, CandidateReason.VisitsThatWeek, CandidateReason.OtherVisitsThatDay, CandidateReason.SaidOtherHours];

    /// <summary>More than anybody is asked at once.</summary>
    private const int AtMost = 50;

    public async Task<IReadOnlyList<OfferLine>> MineAsync(Guid personId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await db.RowsAsync<Row>(
            $"""
            with me as (select p.id, p.home_site_id, p.details_sealed from persons p where p.id = {personId}),
            mine as (
                select f.id as offer_id, f.deadline_at, o.* from offers f join orders o on o.id = f.order_id
                where f.person_id = {personId} and f.state = 'Live' and f.deadline_at > {now} and o.wanted_until > {now}
                    and not are_apart({personId}, o.orderer_id) and not are_apart({personId}, o.served_id)
                order by f.deadline_at, f.id limit {AtMost}),
            near as (select n.* from me cross join lateral sites_around(me.home_site_id) n where exists (select from mine))
            select o.id, o.offer_id as OfferId, o.number, o.version, o.urgency, o.site_id as SiteId, s.name as SiteName, o.item_id as ItemId, i.name as ItemName, i.name_en as ItemNameEn, i.field,
                o.places, (select count(*)::int from assignments a where a.order_id = o.id and a.state in ('Accepted', 'InService', 'Served', 'Unfinished')) as taken,
                o.wanted_from as WantedFrom, o.wanted_until as WantedUntil, o.deadline_at as DeadlineAt, o.wished_id is not distinct from me.id as wished, me.details_sealed as DetailsSealed,
                o.site_id = me.home_site_id as SameSite, coalesce(n.sister, false) as sister, n.metres, i.qualification, q.valid_until as QualifiedUntil,
                (select count(*)::int from assignments a join orders b on b.id = a.order_id where a.person_id = me.id and a.state = 'Served' and b.served_id = o.served_id) as ServedThem,
                (select count(*)::int from assignments a where a.person_id = me.id and a.state in ('Accepted', 'InService') and a.planned
                    && tstzrange(date_trunc('day', o.wanted_from, {local.Zone.Id}), date_trunc('day', o.wanted_from, {local.Zone.Id}) + interval '1 day')) as VisitsThatDay,
                said_free(me.id, tstzrange(o.wanted_from, o.wanted_until), {local.Zone.Id}) as SaidFree
            from mine o cross join me join sites s on s.id = o.site_id join service_items i on i.id = o.item_id
                left join near n on n.site_id = o.site_id left join qualifications q on q.person_id = me.id and q.name = i.qualification
            order by o.deadline_at, o.offer_id
            """, ct);
        return [.. rows.Select(r => r.ToLine(personId, keys.Open<PersonDetails>(r.DetailsSealed), local.DayOf(r.WantedFrom)))];
    }

    private sealed record Row(
        Guid Id, Guid OfferId, long Number, int Version, string Urgency, Guid SiteId, string SiteName, Guid ItemId, string ItemName, string ItemNameEn, string Field, int Places, int Taken,
        DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, DateTimeOffset DeadlineAt, bool Wished, byte[] DetailsSealed, bool SameSite, bool Sister, int? Metres,
        string? Qualification, DateOnly? QualifiedUntil, int ServedThem, int VisitsThatDay, bool? SaidFree)
    {
        public OfferLine ToLine(Guid me, PersonDetails details, DateOnly day)
        {
            var field = Enum.Parse<ServiceField>(Field);
            CandidateFacts facts = new(
                me, SameSite, Sister, Metres, 0, Qualification is not null, QualifiedUntil is { } until ? until.DayNumber - day.DayNumber : null,
                (details.Fields ?? []).Any(f => CandidateRules.IsField(f, field)), (details.Skills ?? []).Any(s => CandidateRules.IsSkillFor(s, ItemName)),
                ServedThem, 0, VisitsThatDay, 0, SaidFree);
            return new(
                Id, OfferId, Number, Version, Enum.Parse<Urgency>(Urgency), SiteId, SiteName, ItemId, ItemName, ItemNameEn, field, Places, Taken, WantedFrom, WantedUntil, DeadlineAt, Wished,
                [.. CandidateRules.ReasonsOf(facts).Where(r => !_theirs.Contains(r.Why))]);
        }
    }
}
