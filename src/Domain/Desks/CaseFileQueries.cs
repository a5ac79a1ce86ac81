using System.Text.Json;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Records;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Desks;

/// <summary>One thing to settle, with what is needed to decide it.</summary>
/// <param name="Visits">The one it is about, or all of an order that is disputed or complained about.</param>
/// <param name="ProposedBy">Whoever proposed cannot also approve.</param>
/// <param name="Objection">Of a dispute: what the resident says was wrong.</param>
/// <param name="Words">What was said when it was rated.</param>
/// <param name="Reason">What staff noted last.</param>
/// <param name="MayDecide">Whether the reader may approve or rule; who proposed it never approves it.</param>
/// <param name="MayClose">Whether the reader may close a complaint.</param>
public sealed record CaseFile(
    Guid Id, CaseKind Kind, CaseState State, DateTimeOffset OpenedAt, Guid OrderId, long Number, int Version, OrderState OrderState, Guid SiteId, string SiteName,
    string ItemName, string ItemNameEn, int GreatestMinutes, string Served, string? ServedPhone, DateTimeOffset WantedFrom, DateTimeOffset WantedUntil,
    IReadOnlyList<CaseVisit> Visits, string? ProposedBy, Guid? ProposedById, DateTimeOffset? ProposedAt, IReadOnlyList<Verdict> Proposal,
    Answer? Answer, int? Stars, Objection Objection, string? Words, string? Reason, bool MayDecide, bool MayClose);

/// <param name="Minutes">As the live record has them; null where there is none yet.</param>
/// <param name="InByCode">Whether that end was proven by the resident's code; null: it has not happened.</param>
public sealed record CaseVisit(
    Guid AssignmentId, Guid PersonId, string Volunteer, string? VolunteerNumber, AssignmentState State, DateTimeOffset PlannedFrom, DateTimeOffset PlannedUntil,
    DateTimeOffset? CheckedInAt, bool? InByCode, DateTimeOffset? CheckedOutAt, bool? OutByCode, bool? CallBackConfirmed, int? Minutes, Standing? Standing, IReadOnlyList<WitnessHow> Witnesses);

/// <summary>待处理, oldest first, for those who move or oversee orders. Phones and words are for those who work with residents.</summary>
public sealed class CaseFileQueries(TimeBankDb db, PersonLooks looks, DeploymentKeys keys, TimeProvider clock)
{
    private static readonly JsonSerializerOptions _columns = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <param name="after">Cursor: cases opened after this one.</param>
    /// <param name="orderId">Those of one order alone.</param>
    public async Task<Outcome<Page<CaseFile>>> ListAsync(Guid callerId, Guid siteId, Guid? after, Guid? orderId, int size, CancellationToken ct)
    {
        var (now, cursor) = (clock.GetUtcNow(), after ?? Guid.Empty);
        var rights = await db.RightsAtAsync(callerId, siteId, now, ct);
        if (!rights.Overlaps([Right.Dispatcher, Right.Manager, Right.Supervisor])) { return SiteRefusals.NotFound; }
        var isStaff = rights.Overlaps([Right.Dispatcher, Right.Manager]);
        var rows = await db.RowsAsync<Row>(
            $"""
            select c.id, c.kind, c.state, c.opened_at as OpenedAt, o.id as OrderId, o.served_id as ServedId, o.number, o.version, o.state as OrderState, s.id as SiteId, s.name as SiteName,
                i.name as ItemName, i.name_en as ItemNameEn, i.greatest_minutes as GreatestMinutes, served.details_sealed as ServedSealed, o.wanted_from as WantedFrom, o.wanted_until as WantedUntil,
                by_whom.details_sealed as ProposerSealed, c.proposed_by_id as ProposedById, c.proposed_at as ProposedAt, coalesce(c.proposal::text, '[]') as proposal,
                r.answer, r.stars, (select e.data ->> 'objection' from order_events e where e.order_id = o.id and e.name = 'order.disputed.v1' order by e.version desc limit 1) as objection,
                (select t.sealed from order_texts t where t.order_id = o.id and t.kind = 'Words' order by t.version desc limit 1) as WordsSealed,
                (select t.sealed from order_texts t where t.order_id = o.id and t.kind = 'Reason' order by t.version desc limit 1) as ReasonSealed,
                (select coalesce(json_agg(v order by v.assignment_id)::text, '[]') from (
                    select a.id as assignment_id, a.person_id, encode(p.details_sealed, 'base64') as details, p.volunteer_number, a.state,
                        lower(a.planned) as planned_from, upper(a.planned) as planned_until, a.checked_in_at, a.checked_in_by_code as in_by_code, a.checked_out_at,
                        a.checked_out_by_code as out_by_code, a.call_back_confirmed, k.minutes, k.standing,
                        array(select w.how from witnesses w where w.assignment_id = a.id order by w.stood_at) as witnesses
                    from assignments a join persons p on p.id = a.person_id left join service_records k on k.order_id = o.id and k.assignment_id = a.id and not k.superseded
                    where a.order_id = o.id and case when c.assignment_id is not null then a.id = c.assignment_id else a.state in ('Served', 'Unfinished', 'NoShow', 'Void') end) v) as visits
            from cases c join orders o on o.id = c.order_id join site_paths p on p.site_id = o.site_id and p.ancestor_id = {siteId}
                join sites s on s.id = o.site_id join service_items i on i.id = o.item_id join persons served on served.id = o.served_id
                left join persons by_whom on by_whom.id = c.proposed_by_id left join ratings r on r.order_id = o.id
            where c.state <> 'Closed' and c.id > {cursor} and ({orderId}::uuid is null or c.order_id = {orderId}) order by c.id limit {size + 1}
            """, ct);
        if (isStaff) { await looks.KeepAsync(callerId, [.. rows.Take(size).Select(r => r.ServedId).Distinct()], LookWay.Order, null, ct); }
        return Page.Of([.. rows.Select(row => File(row, isStaff, rights.Contains(Right.Manager)))], size, file => file.Id);
    }

    /// <summary>Whether the caller settles what others propose at the site.</summary>
    public Task<bool> MayDecideAsync(Guid callerId, Guid siteId, CancellationToken ct) => db.HasRightAsync(callerId, siteId, clock.GetUtcNow(), [Right.Manager], ct);

    private CaseFile File(Row row, bool isStaff, bool mayDecide)
    {
        var served = keys.Open<PersonDetails>(row.ServedSealed);
        return new(
            row.Id, Enum.Parse<CaseKind>(row.Kind), Enum.Parse<CaseState>(row.State), row.OpenedAt, row.OrderId, row.Number, row.Version, Enum.Parse<OrderState>(row.OrderState), row.SiteId, row.SiteName,
            row.ItemName, row.ItemNameEn, row.GreatestMinutes, served.Name, isStaff ? served.Phone : null, row.WantedFrom, row.WantedUntil,
            [.. JsonSerializer.Deserialize<VisitRow[]>(row.Visits, _columns)!.Select(v => Visit(v))],
            row.ProposerSealed is { } proposer ? keys.Open<PersonDetails>(proposer).Name : null, row.ProposedById, row.ProposedAt, JsonSerializer.Deserialize<Verdict[]>(row.Proposal)!,
            row.Answer is { } answer ? Enum.Parse<Answer>(answer) : null, row.Stars, row.Objection is { } objection ? Enum.Parse<Objection>(objection) : Objection.None,
            isStaff && row.WordsSealed is { } words ? keys.Open<string>(words) : null, isStaff && row.ReasonSealed is { } reason ? keys.Open<string>(reason) : null, mayDecide, isStaff);
    }

    private CaseVisit Visit(VisitRow v) => new(
        v.AssignmentId, v.PersonId, keys.Open<PersonDetails>(Convert.FromBase64String(v.Details.ReplaceLineEndings(""))).Name, v.VolunteerNumber, Enum.Parse<AssignmentState>(v.State), v.PlannedFrom, v.PlannedUntil,
        v.CheckedInAt, v.InByCode, v.CheckedOutAt, v.OutByCode, v.CallBackConfirmed, v.Minutes, v.Standing is { } standing ? Enum.Parse<Standing>(standing) : null,
        [.. v.Witnesses.Select(Enum.Parse<WitnessHow>)]);

    private sealed record Row(
        Guid Id, string Kind, string State, DateTimeOffset OpenedAt, Guid OrderId, Guid ServedId, long Number, int Version, string OrderState, Guid SiteId, string SiteName,
        string ItemName, string ItemNameEn, int GreatestMinutes, byte[] ServedSealed, DateTimeOffset WantedFrom, DateTimeOffset WantedUntil,
        byte[]? ProposerSealed, Guid? ProposedById, DateTimeOffset? ProposedAt, string Proposal, string? Answer, int? Stars, string? Objection, byte[]? WordsSealed, byte[]? ReasonSealed, string Visits);

    private sealed record VisitRow(
        Guid AssignmentId, Guid PersonId, string Details, string? VolunteerNumber, string State, DateTimeOffset PlannedFrom, DateTimeOffset PlannedUntil,
        DateTimeOffset? CheckedInAt, bool? InByCode, DateTimeOffset? CheckedOutAt, bool? OutByCode, bool? CallBackConfirmed, int? Minutes, string? Standing, string[] Witnesses);
}
