using TimeBank.Reports;
using TimeBank.Sites;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Reports;

/// <summary>What is summed up for subtrees, against what their sites' own roll-ups say: equal at every moment, however late the summing up is.</summary>
public sealed class TreeRollsTests(Town town) : IClassFixture<Town>
{
    private static readonly DateOnly _first = new(2025, 11, 20);
    private static readonly DateOnly _today = new(2026, 1, 15);
    private static readonly (DateOnly From, DateOnly Until)[] _spans =
    [
        (_first, _first), (new(2025, 12, 1), new(2025, 12, 31)), (new(2025, 1, 1), new(2025, 12, 31)), (new(2026, 1, 1), _today), (new(2025, 12, 1), _today), (_first, new(2025, 12, 9)), (new(2026, 1, 1), new(2026, 1, 10)),
    ];

    private readonly Random _random = new(7);

    [Fact]
    public async Task A_subtree_has_the_sums_and_persons_of_its_sites_before_during_and_after_summing_up_and_when_sites_move()
    {
        List<Guid> people = [];
        for (var i = 0; i < 7; i++) { people.Add(await town.VolunteerAsync($"汇总{i}")); }
        await AreEqualAsync();   // before anything is summed up at all
        await SumUpAsync();
        Assert.Empty(await town.Postgres.ReadAsync<Guid>($"select ancestor_id as \"Value\" from tree_stale"));

        for (var round = 0; round < 6; round++)
        {
            for (var i = 0; i < 12; i++) { await GivenAsync(people[_random.Next(people.Count)], round == 5 ? 40 : 0); }
            await town.CreditAsync();
            if (round == 3) { await MoveAsync(town.Office, town.OtherCounty); }
            await AreEqualAsync();
            await SumUpAsync();
            await AreEqualAsync();
            Assert.Equal([0L, 0L], await town.Postgres.ReadAsync<long>($"select count(*) as \"Value\" from site_day_news union all select count(*) from site_day_people_news"));
        }

        await MoveAsync(town.Office, town.County);
        await AreEqualAsync();
        await Task.WhenAll(SumUpAsync(), SumUpAsync());
        await AreEqualAsync();
    }

    /// <summary>One record of one person at a station on a day, rolled up as crediting does it; some minutes move from declared to verified.</summary>
    private async Task GivenAsync(Guid person, int dayOffset)
    {
        var site = _random.Next(3) switch { 0 => town.Station, 1 => town.OtherStation, _ => town.Office };
        var day = _first.AddDays(_random.Next(_today.DayNumber - _first.DayNumber - dayOffset) + dayOffset);
        var minutes = _random.Next(30, 90);
        var order = await town.Postgres.ReadAsync<Guid>(
            $"""
            with placed as (
                insert into orders (id, site_id, item_id, orderer_id, served_id, placed_by_id, origin, channel, urgency, state, places, wanted_from, wanted_until, placed_at, placed_on, dispatch_due_at, closed_at, version)
                values (gen_random_uuid(), {site.Id}, {town.Escort.Id}, {town.Resident}, {town.Resident}, {town.Resident}, 'Resident', 'Online', 'Ordinary', 'Rated', 1, now(), now() + interval '1 hour', now(), {day}, now(), now(), 1)
                returning id
            ), visit as (
                insert into assignments (id, order_id, person_id, state, planned, accepted_at) select gen_random_uuid(), id, {person}, 'Served', tstzrange(now(), now() + interval '1 hour'), now() from placed returning id, order_id
            )
            insert into service_records (id, assignment_id, order_id, person_id, passbook_id, item_id, activity, content, site_id, served_id, started_at, ended_at, served_on, outcome, minutes, credit_minutes, policy_id, first_standing, standing, recorded_at)
            select gen_random_uuid(), v.id, v.order_id, {person}, b.id, {town.Escort.Id}, '陪诊', '陪同就医', {site.Id}, {town.Resident}, now(), now(), {day}, 'Done', {minutes}, {minutes}, p.id, 'Declared', 'Declared', now()
            from visit v join passbooks b on b.person_id = {person} cross join policies p returning id as "Value"
            """);
        await town.Postgres.RunAsync(
            $"""
            insert into credits_due (cause_id, record_id, account_id, person_id, site_id, served_on, standing, minutes, credit_minutes, cap_minutes, occurred_at, counted, queued_at)
            select r.id, r.id, a.id, r.person_id, r.site_id, r.served_on, r.standing, r.minutes, r.minutes, 100000, now(), true, now()
            from service_records r join time_accounts a on a.passbook_id = r.passbook_id and a.kind = 'Available' where r.id = {order.Single()}
            """);
        if (_random.Next(3) == 0)
        {
            await Town.In<DayRolls, bool>(town.Api, async rolls =>
            {
                await rolls.AddAsync([(site.Id, day, "minutes_declared", -minutes), (site.Id, day, "minutes_verified", minutes), (site.Id, day, "orders_rated", 1)], default);
                return true;
            });
        }
    }

    /// <summary>As the Api's role sees it: every site of the tree, every span.</summary>
    private async Task AreEqualAsync()
    {
        Guid[] sites = [town.City.Id, town.County.Id, town.OtherCounty.Id, town.Office.Id, town.Station.Id];
        var (from, until) = (_spans.Select(s => s.From).ToArray(), _spans.Select(s => s.Until).ToArray());
        Assert.Empty(await town.Postgres.ReadAsync<string>(
            $"""
            with asked as (select s.id, d.first_day, d.last_day from unnest({sites}) as s(id) cross join unnest({from}, {until}) as d(first_day, last_day)),
            persons as (
                select a.*, tree_persons(a.id, first_day, last_day, {_today}) as summed,
                    (select count(distinct person_id) from site_paths p join site_day_people d using (site_id) where p.ancestor_id = a.id and day between first_day and last_day) as counted
                from asked a
            ), summed as (
                select a.*, t.measure, t.value from asked a cross join lateral tree_sums(a.id, first_day, last_day) t where t.value <> 0
            ), counted as (
                select a.*, d.measure, sum(d.value) as value from asked a join site_paths p on p.ancestor_id = a.id join site_days d on d.site_id = p.site_id and d.day between first_day and last_day
                group by a.id, first_day, last_day, measure having sum(d.value) <> 0
            )
            select id || ' ' || first_day || ' ' || last_day || ': ' || summed || ' persons, not ' || counted as "Value" from persons where summed <> counted
            union all
            select id || ' ' || first_day || ' ' || last_day || ' ' || measure || ': ' || coalesce(s.value, 0) || ', not ' || coalesce(c.value, 0)
            from summed s full join counted c using (id, first_day, last_day, measure) where s.value is distinct from c.value
            """, town.Postgres.Api));
    }

    private Task MoveAsync(Site site, Site to) => town.Postgres.RunAsync($"update sites set parent_id = {to.Id} where id = {site.Id}", town.Postgres.Api);

    private Task SumUpAsync() => Town.In<TreeRolls, bool>(town.Worker, async trees =>
    {
        await trees.SumUpAsync(default);
        return true;
    });
}
