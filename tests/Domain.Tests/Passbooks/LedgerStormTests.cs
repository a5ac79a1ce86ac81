using TimeBank.Passbooks;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Passbooks;

/// <summary>Eight writers at once over twenty passbooks and three funds: each queues as the Api does and credits as the Worker does.</summary>
public sealed class LedgerStormTests(Town town) : IClassFixture<Town>
{
    private const int Passbooks = 20;
    private const int Records = 16_000;
    private const int Writers = 8;
    private const int Queued = 100;
    private const long Cap = 20_000;

    [Fact]
    public async Task Eight_writers_move_twenty_thousand_transfers_without_a_deadlock_or_a_wrong_minute()
    {
        await PrepareAsync();
        var due = await CountAsync($"select count(*) as \"Value\" from storm");

        var credited = await StormAsync(due);
        // What follows counts over all of it: the planner must know how much that is, and the database's own look may still be waiting for its turn.
        await town.Postgres.RunAsync($"analyze");

        Assert.Equal(due, credited);
        Assert.Equal(0, await CountAsync($"select count(*) as \"Value\" from credits_due"));
        Assert.InRange(await CountAsync($"select count(*) as \"Value\" from time_transfers"), 20_000, int.MaxValue);
        Assert.Equal(0, await CountAsync($"select sum(minutes)::bigint as \"Value\" from time_entries"));
        // Every balance equals its transfers, every record has what it is worth, every claim what was repaid of it.
        Assert.Empty(await Town.In<Reconciliation, IReadOnlyList<Difference>>(town.Worker, r => r.FindAsync(default)));
        Assert.Empty(await town.Postgres.ReadAsync<string>(BeyondAnyLimit));
        await CapsAreExactAsync();
        Assert.Equal(Records, await CountAsync($"select sum(value)::bigint as \"Value\" from site_days where measure = 'participations'"));
    }

    /// <summary>Each writer queues the next rows, in an order of their own, and credits some of whatever is due.</summary>
    private async Task<long> StormAsync(long due)
    {
        var (next, all) = (0, 0L);
        await Task.WhenAll(Enumerable.Range(1, Writers).Select(async writer =>
        {
            var random = new Random(writer);
            while (true)
            {
                var from = Interlocked.Add(ref next, Queued) - Queued;
                if (from < due) { await QueueAsync(from); }
                var credited = await Town.In<PassbookDesk, int>(town.Worker, desk => desk.CreditDueAsync(random.Next(5, 2 * Queued), default));
                Interlocked.Add(ref all, credited);
                // Nothing that nobody else holds: whoever holds it credits it.
                if (from >= due && credited == 0) { break; }
            }
        }));
        return all;
    }

    private Task<int> QueueAsync(int from) => town.Postgres.RunAsync(
        $"""
        insert into credits_due (cause_id, record_id, account_id, person_id, site_id, served_on, standing, minutes, credit_minutes, cap_minutes, occurred_at, counted, queued_at)
        select cause_id, record_id, account_id, person_id, site_id, '2026-11-23', 'Verified', credit_minutes, credit_minutes, {Cap}, now(), counted, now()
        from storm where n > {from} and n <= {from + Queued} order by md5(n::text)
        """,
        town.Postgres.Api);

    /// <summary>An account's transfers are numbered while it is locked, so their numbers tell its balance after each cause.</summary>
    private static FormattableString BeyondAnyLimit =>
        $"""
        select a.id || ' stood at ' || balance as "Value" from (
            select account_id, sum(minutes) over (partition by account_id order by seq) as balance
            from (select account_id, cause_id, min(seq) as seq, sum(minutes) as minutes from time_entries group by account_id, cause_id) caused) stood
        join time_accounts a on a.id = stood.account_id and a.kind <> 'Issuance'
        where balance < 0 or (a.kind = 'Available' and balance > {Cap})
        """;

    /// <summary>Where nothing was corrected the order does not matter: all up to the cap, and everything else in the fund.</summary>
    private async Task CapsAreExactAsync()
    {
        var wrong = await town.Postgres.ReadAsync<string>(
            $"""
            select s.account_id || ': ' || a.balance_minutes || ' of ' || s.minutes || ', ' || s.excess || ' to funds' as "Value"
            from (select p.account_id, sum(p.credit_minutes) as minutes, coalesce(sum(t.amount_minutes), 0) as excess
                from storm p left join time_transfers t on t.cause_id = p.cause_id and t.reason = 'Excess'
                group by p.account_id having bool_and(p.counted)) s
                join time_accounts a on a.id = s.account_id
            where a.balance_minutes <> least(s.minutes, {Cap}) or s.excess <> s.minutes - a.balance_minutes or s.excess = 0
            """);
        Assert.Empty(wrong);
        Assert.Equal(Passbooks / 2, await CountAsync($"select count(*) as \"Value\" from (select from storm group by account_id having bool_and(counted)) uncorrected"));
    }

    /// <summary>Closed orders with their records; every other record of every other passbook was corrected. What is due of them stands in a table of the test.
    /// Sites change by blocks: batches at work at once lock different funds, so that nothing but an account's own lock orders what happens to it.</summary>
    private async Task PrepareAsync()
    {
        List<Guid> volunteers = [];
        for (var i = 0; i < Passbooks; i++) { volunteers.Add(await town.VolunteerAsync($"风暴{i}")); }
        Guid[] sites = [town.Station.Id, town.OtherStation.Id, town.Office.Id];
        await town.Postgres.RunAsync(
            $"""
            create table storm_records as
            select n, gen_random_uuid() as order_id, gen_random_uuid() as visit_id, gen_random_uuid() as record_id, gen_random_uuid() as new_record_id, gen_random_uuid() as correction_id,
                ({volunteers.ToArray()}::uuid[])[1 + n % {Passbooks}] as person_id, ({sites}::uuid[])[1 + n / {Queued} % 3] as site_id,
                1 + hashtext('given' || n) % 60 + 60 as minutes, 1 + hashtext('corrected' || n) % 60 + 61 as new_minutes,
                n % 2 = 0 and (n / {Passbooks}) % 2 = 0 as corrected
            from generate_series(1, {Records}) n
            """);
        await town.Postgres.RunAsync(
            $"""
            insert into orders (id, site_id, item_id, orderer_id, served_id, placed_by_id, origin, channel, urgency, state, places, wanted_from, wanted_until, placed_at, placed_on, dispatch_due_at, closed_at, version)
            select order_id, site_id, {town.Escort.Id}, {town.Resident}, {town.Resident}, {town.Resident}, 'Resident', 'Online', 'Ordinary', 'Rated', 1, now(), now() + interval '2 hours', now(), now(), now(), now(), 1
            from storm_records
            """);
        await town.Postgres.RunAsync(
            $"insert into assignments (id, order_id, person_id, state, planned, accepted_at) select visit_id, order_id, person_id, 'Served', tstzrange(now(), now() + interval '2 hours'), now() from storm_records");
        await AddRecordsAsync($"select record_id, visit_id, order_id, person_id, site_id, minutes, null::uuid as corrects_id, corrected as superseded from storm_records");
        await AddRecordsAsync($"select new_record_id, visit_id, order_id, person_id, site_id, new_minutes, record_id, false from storm_records where corrected");
        await town.Postgres.RunAsync(
            $"""
            insert into corrections (id, record_id, new_record_id, minutes, reason, proposed_by_id, proposed_at, approved_by_id, approved_at)
            select correction_id, record_id, new_record_id, new_minutes, 'WrongTimes', {town.Manager}, now(), {town.SecondManager}, now() from storm_records where corrected
            """);
        await PlanAsync();
    }

    private async Task AddRecordsAsync(FormattableString source) => await town.Postgres.RunAsync(Sql.Of(
        $"""
        insert into service_records (id, assignment_id, order_id, person_id, passbook_id, item_id, activity, content, site_id, served_id, started_at, ended_at, served_on, outcome,
            minutes, credit_minutes, policy_id, first_standing, standing, recorded_at, corrects_id, superseded)
        select s.record_id, visit_id, s.order_id, s.person_id, b.id, o.item_id, '陪诊', '陪同就医', s.site_id, o.served_id, now(), now() + interval '1 minute' * minutes, '2026-11-23', 'Done',
            minutes, minutes, p.id, 'Verified', 'Verified', now(), corrects_id, superseded
        from ({source.Format}) as s(record_id, visit_id, order_id, person_id, site_id, minutes, corrects_id, superseded)
            join orders o on o.id = s.order_id join passbooks b on b.person_id = s.person_id cross join policies p
        """));

    /// <summary>A correction may come to the ledger before what it corrects: two workers share the queue.</summary>
    private async Task PlanAsync()
    {
        await town.Postgres.RunAsync(
            $"""
            create table storm as
            select row_number() over (order by n, counted desc) as n, cause_id, s.record_id, a.id as account_id, s.person_id, s.site_id, credit_minutes, counted
            from (
                select n, record_id as cause_id, record_id, person_id, site_id, minutes as credit_minutes, true as counted from storm_records
                union all
                select n, correction_id, new_record_id, person_id, site_id, new_minutes - minutes, false from storm_records where corrected and new_minutes <> minutes) s
                join passbooks b on b.person_id = s.person_id join time_accounts a on a.passbook_id = b.id and a.kind = 'Available'
            """);
        await town.Postgres.RunAsync($"grant select on storm to volunteer_api");
    }

    private async Task<long> CountAsync(FormattableString sql) => (await town.Postgres.ReadAsync<long>(sql)).Single();
}
