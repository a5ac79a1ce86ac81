using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Reports;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Desks;

/// <summary>派单台: what is open at a site and all below it, the most pressing first, in one look.</summary>
public sealed class BoardQueries(TimeBankDb db, DeploymentKeys keys, LocalTime local, TimeProvider clock)
{
    /// <summary>Of one column; the counts are of all.</summary>
    public const int MostCards = 100;

    private const int NeedLength = 40;

    /// <summary>The site, for those who may look at its board.</summary>
    public async Task<Outcome<Guid>> FindSiteAsync(Guid callerId, string siteCode, CancellationToken ct) =>
        await SiteAsync(callerId, siteCode, ct) is { } site ? site.Id : SiteRefusals.NotFound;

    /// <summary>Whether the caller works at, or watches over, the site's desk.</summary>
    public Task<bool> IsDeskAsync(Guid callerId, Guid siteId, CancellationToken ct) => db.MayReadAsync(callerId, siteId, clock.GetUtcNow(), ct);

    /// <summary>By the number that people read out; null where there is none in the caller's sight.</summary>
    public async Task<Guid?> FindOrderAsync(Guid callerId, long number, CancellationToken ct) => (await db.RowsAsync<Guid>(
        $"select id from orders where number = {number} and rights_at({callerId}, site_id, {clock.GetUtcNow()}) && array[{nameof(Right.Dispatcher)}, {nameof(Right.Manager)}, {nameof(Right.Supervisor)}]",
        ct)) is [var id] ? id : null;

    /// <param name="since">What was placed later is new to the reader.</param>
    public async Task<Outcome<Board>> GetAsync(Guid callerId, string siteCode, DateTimeOffset since, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await SiteAsync(callerId, siteCode, ct) is not { } site) { return SiteRefusals.NotFound; }

        var cards = await CardsAsync(site, now, ct);
        var today = await TodayAsync(site.Id, now, ct);
        var columns = Enum.GetValues<BoardColumn>().Select(column =>
        {
            var rows = cards.Where(c => c.List == column.ToString()).ToList();
            return new BoardList(column, rows.FirstOrDefault()?.Total ?? 0, rows.FirstOrDefault()?.Late ?? 0, [.. rows.Select(row => Card(row, column, site, since, now))]);
        });
        return new Board(site.Id, site.Code, site.Name, [.. columns], today.Rated, today.Answered, today.Satisfied, now);
    }

    private async Task<SiteRow?> SiteAsync(Guid callerId, string siteCode, CancellationToken ct) => (await db.RowsAsync<SiteRow>(
        $"""
        select s.id, s.code, s.name, rights_at({callerId}, s.id, {clock.GetUtcNow()}) as rights, p.grace_minutes as GraceMinutes
        from sites s cross join lateral policy_at(s.id, {clock.GetUtcNow()}) p where s.code = {siteCode}
        """, ct)).SingleOrDefault(site => site.MayRead);

    /// <summary>The visits of an order that is accepted stand at its wanted time, or as much later as the volunteer has said: moving it lets them go. Grace is that of the board's own site.</summary>
    private Task<List<Row>> CardsAsync(SiteRow site, DateTimeOffset now, CancellationToken ct) => db.RowsAsync<Row>(
        $"""
        with open as (
            select o.state as list, o.id as order_id, null::uuid as case_id, null::text as kind, null::text as case_state, v.in_at,
                case o.state when 'Placed' then o.placed_at when 'Offered' then f.made_at when 'Accepted' then o.wanted_from + make_interval(mins => v.late)
                    when 'InService' then v.ends_at else o.served_at end as start_at,
                case o.state when 'Placed' then dispatch_due(o) when 'Offered' then least(f.deadline_at, o.wanted_until) when 'Accepted' then o.wanted_from + make_interval(mins => v.late + {site.GraceMinutes})
                    when 'InService' then v.ends_at + make_interval(mins => {site.GraceMinutes}) else o.rate_due_at end as due_at
            from site_paths p join orders o on o.site_id = p.site_id
                left join lateral (select max(f.made_at) as made_at, max(f.deadline_at) as deadline_at
                    from offers f where o.state = 'Offered' and f.order_id = o.id and f.state = 'Live') f on true
                left join lateral (select min(a.checked_in_at) as in_at, max(greatest(upper(a.planned), a.checked_in_at + (upper(a.planned) - lower(a.planned)))) as ends_at,
                        coalesce(min(coalesce(a.late_minutes, 0)), 0) as late
                    from assignments a where o.state in ('Accepted', 'InService') and a.order_id = o.id and a.state = o.state) v on true
            where p.ancestor_id = {site.Id} and o.state in ('Placed', 'Offered', 'Accepted', 'InService', 'Served')
            union all
            select 'Cases', c.order_id, c.id, c.kind, c.state, null, c.opened_at, c.opened_at + make_interval(days => {LatenessRules.CaseDays})
            from cases c join orders o on o.id = c.order_id join site_paths p on p.site_id = o.site_id and p.ancestor_id = {site.Id}
            where c.state <> 'Closed'),
        placed as (
            select *, row_number() over (partition by list order by due_at, order_id) as place,
                count(*) over (partition by list)::int as total, (count(*) filter (where due_at <= {now}) over (partition by list))::int as late
            from open)
        select c.list, c.total, c.late, c.case_id as CaseId, c.kind as CaseKind, c.case_state as CaseState, c.start_at as StartAt, c.due_at as DueAt, c.in_at as CheckedInAt,
            o.id as OrderId, o.number, o.state, o.version, s.name as SiteName, i.name as ItemName, i.name_en as ItemNameEn, o.urgency, o.channel, o.places,
            o.placed_at as PlacedAt, o.wanted_from as WantedFrom, o.wanted_until as WantedUntil, o.state = 'Placed' and o.accepted_at is not null as CameBack,
            f.asked, f.declined, f.pool as InPool, (select count(*)::int from offers f join pool_views w on w.offer_id = f.id where f.order_id = o.id and f.state = 'Live') as seen,
            a.taken, a.call_back as NeedsCallBack, (select count(*)::int from cases k where k.order_id = o.id and k.state <> 'Closed') as OpenCases,
            served.details_sealed as ServedSealed, volunteer.details_sealed as VolunteerSealed,
            (select t.sealed from order_texts t where t.order_id = o.id and t.kind = 'Need' order by t.version desc limit 1) as NeedSealed
        from placed c join orders o on o.id = c.order_id join sites s on s.id = o.site_id join service_items i on i.id = o.item_id
            join persons served on served.id = o.served_id join persons orderer on orderer.id = o.orderer_id
            cross join lateral (select count(distinct f.person_id)::int as asked, count(*) filter (where f.state = 'Declined')::int as declined,
                coalesce(bool_or(f.person_id is null and f.state = 'Live'), false) as pool from offers f where f.order_id = o.id) f
            cross join lateral (select count(*) filter (where a.state in ('Accepted', 'InService', 'Served', 'Unfinished'))::int as taken,
                min(a.id::text) filter (where a.state in ('Accepted', 'InService'))::uuid as first,
                coalesce(bool_or(a.state = 'Served' and a.call_back_confirmed is not true and (orderer.account_id is null
                    or exists (select from cases k where k.assignment_id = a.id and k.kind = 'DeclaredMinutes' and k.state <> 'Closed'))), false) as call_back
                from assignments a where a.order_id = o.id) a
            left join assignments visit on visit.id = a.first left join persons volunteer on volunteer.id = visit.person_id
        where c.place <= {MostCards}
        order by c.list, c.place
        """, ct);

    /// <summary>As the centre counts them.</summary>
    private async Task<Today> TodayAsync(Guid siteId, DateTimeOffset now, CancellationToken ct)
    {
        var day = DayRange.Of(RangeName.Today, local.DayOf(now));
        var counts = (await new AreaQueries(db).CountsAsync([siteId], [.. day.Slices(day.Until)], ct))[(siteId, day.From)];
        var answered = Enum.GetValues<Answer>().Where(a => a is not Answer.NoAnswer).Sum(a => counts[DayCounts.Of(a)]);
        return new((int)(answered + counts[DayCounts.Of(Answer.NoAnswer)]), (int)answered, (int)counts[DayCounts.Satisfied]);
    }

    private BoardCard Card(Row row, BoardColumn column, SiteRow site, DateTimeOffset since, DateTimeOffset now) => new()
    {
        OrderId = row.OrderId,
        Number = row.Number,
        State = Enum.Parse<OrderState>(row.State),
        Version = row.Version,
        SiteName = row.SiteName,
        ItemName = row.ItemName,
        ItemNameEn = row.ItemNameEn,
        Urgency = Enum.Parse<Urgency>(row.Urgency),
        Channel = Enum.Parse<OrderChannel>(row.Channel),
        Places = row.Places,
        Taken = row.Taken,
        PlacedAt = row.PlacedAt,
        WantedFrom = row.WantedFrom,
        WantedUntil = row.WantedUntil,
        StartAt = row.StartAt,
        DueAt = row.DueAt,
        Lateness = LatenessRules.Of(column, row.StartAt, row.DueAt, now),
        IsNew = row.PlacedAt > since,
        CameBack = row.CameBack,
        Asked = row.Asked,
        Declined = row.Declined,
        InPool = row.InPool,
        Seen = row.Seen,
        CheckedInAt = row.CheckedInAt,
        NeedsCallBack = row.NeedsCallBack,
        OpenCases = row.OpenCases,
        CaseId = row.CaseId,
        CaseKind = row.CaseKind is { } kind ? Enum.Parse<CaseKind>(kind) : null,
        CaseState = row.CaseState is { } state ? Enum.Parse<CaseState>(state) : null,
        Served = site.IsStaff ? NameIn(row.ServedSealed) : null,
        Volunteer = row.VolunteerSealed is { } volunteer ? NameIn(volunteer) : null,
        Need = site.IsStaff && row.NeedSealed is { } need ? Short(keys.Open<string>(need)) : null,
    };

    private string NameIn(byte[] details) => keys.Open<PersonDetails>(details).Name;

    private static string Short(string need) => need.Length <= NeedLength ? need : $"{need[..(char.IsHighSurrogate(need[NeedLength - 1]) ? NeedLength - 1 : NeedLength)]}…";

    private sealed record SiteRow(Guid Id, string Code, string Name, string[] Rights, int GraceMinutes)
    {
        public bool IsStaff => Rights.Any(r => r is nameof(Right.Dispatcher) or nameof(Right.Manager));

        public bool MayRead => IsStaff || Rights.Contains(nameof(Right.Supervisor));
    }

    private sealed record Today(int Rated, int Answered, int Satisfied);

    private sealed record Row(
        string List, int Total, int Late, Guid? CaseId, string? CaseKind, string? CaseState, DateTimeOffset StartAt, DateTimeOffset DueAt, DateTimeOffset? CheckedInAt,
        Guid OrderId, long Number, string State, int Version, string SiteName, string ItemName, string ItemNameEn, string Urgency, string Channel, int Places,
        DateTimeOffset PlacedAt, DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, bool CameBack, int Asked, int Declined, bool InPool, int Seen,
        int Taken, bool NeedsCallBack, int OpenCases, byte[] ServedSealed, byte[]? VolunteerSealed, byte[]? NeedSealed);
}
