using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Proof.Tests;

/// <summary>A town in which thousands of orders were closed and nothing is credited or told yet. One order lives its life through the desks; the others are its copies,
/// row by row in every table it left rows in, with ids, volunteers, days and minutes of their own.</summary>
internal sealed class RatedTown : IAsyncDisposable
{
    private const int Volunteers = 400;

    private RatedTown(TestServer server, int records) => (Town, Records) = (new Town { Postgres = new Postgres { Server = server } }, records);

    public Town Town { get; }

    /// <summary>How many orders were closed, each with one record.</summary>
    public int Records { get; }

    public Postgres Postgres => Town.Postgres;

    public static async Task<RatedTown> BuildAsync(TestServer server, int records)
    {
        RatedTown rated = new(server, records);
        await rated.Town.InitializeAsync();
        try
        {
            await rated.CopyAsync(await rated.LiveOneLifeAsync());
            await rated.WatchListenersAsync();
            return rated;
        }
        catch
        {
            await rated.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    public async Task<long> CountAsync(FormattableString sql) => (await Postgres.ReadAsync<long>(sql))[0];

    public Task<long> TransfersAsync() => CountAsync($"select count(*) as \"Value\" from time_transfers");

    public Task<long> MessagesAsync() => CountAsync($"select count(*) as \"Value\" from messages");

    /// <summary>Everything is credited, told, and acted on by whoever listens.</summary>
    public async Task<bool> IsDoneAsync() => await CountAsync(
        $"""
        select (select count(*) from credits_due) + (select count(*) from outbox)
            + (select count(*) from time_transfers t join relay_cursors c on (t.xid, t.seq) > (c.xid, c.seq)) as "Value"
        """) == 0 && await MessagesAsync() >= 2 * Records;

    /// <summary>Nothing is credited before this ends: the queue's rows are locked, and workers pass over locked rows.</summary>
    public async Task HoldBackAsync(Func<Task> meanwhile)
    {
        await using var db = Postgres.Open(Postgres.Owner);
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.Database.ExecuteSqlAsync($"select from credits_due for update");
            await meanwhile();
            await transaction.CommitAsync();
        }

        await db.Database.ExecuteSqlAsync($"notify credits_due");
    }

    /// <summary>Rated by nobody in time, so that its closing is an event of which the orderer hears.</summary>
    private async Task<Guid> LiveOneLifeAsync()
    {
        var volunteer = await Town.VolunteerAsync("刘德福");
        var order = await Town.PlacedAsync();
        await Town.ServedAsync(order, await Town.AcceptedAsync(order, volunteer), volunteer, minutes: 30);
        await Postgres.RunAsync($"delete from outbox");   // what was told in its time
        Town.Clock.Advance(TimeSpan.FromDays(4));
        await Town.DoAsync(null, new TimeOutRating(order));
        return volunteer;
    }

    /// <summary>Copy n belongs to volunteer n modulo all of them, so many days earlier that no two visits of one volunteer overlap.</summary>
    private async Task CopyAsync(Guid volunteer)
    {
        await using var db = Postgres.Open(Postgres.Owner);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var (people, others) = (Volunteers, Records - 1);
        FormattableString[] statements =
        [
            $"create function pg_temp.copy(id uuid, n int) returns uuid immutable language sql return case n when 0 then id else md5(id || '/' || n)::uuid end",
            $"insert into persons select c.* from persons p, generate_series(1, {people - 1}) n, jsonb_populate_record(p, jsonb_build_object('id', pg_temp.copy(p.id, n), 'household_id', pg_temp.copy(p.household_id, n), 'volunteer_number', 'V' || n)) c where p.id = {volunteer}",
            $"insert into passbooks select c.* from passbooks p, generate_series(1, {people - 1}) n, jsonb_populate_record(p, jsonb_build_object('id', pg_temp.copy(p.id, n), 'number', 'P' || n, 'person_id', pg_temp.copy(p.person_id, n))) c",
            $"insert into time_accounts select c.* from time_accounts a, generate_series(1, {people - 1}) n, jsonb_populate_record(a, jsonb_build_object('id', pg_temp.copy(a.id, n), 'passbook_id', pg_temp.copy(a.passbook_id, n))) c where a.passbook_id is not null",
            $"insert into orders overriding system value select c.* from orders o, generate_series(1, {others}) n, jsonb_populate_record(o, jsonb_build_object('id', pg_temp.copy(o.id, n), 'number', o.number + n)) c",
            $"insert into order_events select c.* from order_events e, generate_series(1, {others}) n, jsonb_populate_record(e, jsonb_build_object('order_id', pg_temp.copy(e.order_id, n))) c",
            $"insert into ratings select c.* from ratings r, generate_series(1, {others}) n, jsonb_populate_record(r, jsonb_build_object('order_id', pg_temp.copy(r.order_id, n))) c",
            $"insert into offers select c.* from offers o, generate_series(1, {others}) n, jsonb_populate_record(o, jsonb_build_object('id', pg_temp.copy(o.id, n), 'order_id', pg_temp.copy(o.order_id, n), 'person_id', pg_temp.copy(o.person_id, n % {people}))) c",
            $"insert into assignments select c.* from assignments a, generate_series(1, {others}) n, jsonb_populate_record(a, jsonb_build_object('id', pg_temp.copy(a.id, n), 'order_id', pg_temp.copy(a.order_id, n), 'offer_id', pg_temp.copy(a.offer_id, n), 'person_id', pg_temp.copy(a.person_id, n % {people}))) c",
            $"insert into witnesses select c.* from witnesses w, generate_series(1, {others}) n, jsonb_populate_record(w, jsonb_build_object('id', pg_temp.copy(w.id, n), 'assignment_id', pg_temp.copy(w.assignment_id, n))) c",
            $"""
            insert into service_records select c.* from service_records r, generate_series(1, {others}) n, jsonb_populate_record(r, jsonb_build_object(
                'id', pg_temp.copy(r.id, n), 'assignment_id', pg_temp.copy(r.assignment_id, n), 'order_id', pg_temp.copy(r.order_id, n),
                'person_id', pg_temp.copy(r.person_id, n % {people}), 'passbook_id', pg_temp.copy(r.passbook_id, n % {people}), 'minutes', r.minutes + n % 60, 'credit_minutes', r.credit_minutes + n % 60,
                'started_at', r.started_at - n / {people} * interval '1 day', 'ended_at', r.ended_at - n / {people} * interval '1 day' + n % 60 * interval '1 minute', 'served_on', r.served_on - n / {people})) c
            """,
            $"insert into service_intervals select r.id, r.person_id, tstzrange(r.started_at, r.ended_at), true from service_records r where not exists (select from service_intervals i where i.record_id = r.id)",
            $"""
            insert into credits_due select c.* from credits_due d, generate_series(1, {others}) n, service_records r, jsonb_populate_record(d, jsonb_build_object(
                'cause_id', r.id, 'record_id', r.id, 'account_id', pg_temp.copy(d.account_id, n % {people}), 'person_id', r.person_id, 'served_on', r.served_on,
                'minutes', r.minutes, 'credit_minutes', r.credit_minutes, 'occurred_at', r.ended_at)) c
            where r.id = pg_temp.copy(d.record_id, n)
            """,
            $"insert into outbox (id, type, subject, version, at, data) select pg_temp.copy(o.id, n), o.type, pg_temp.copy(o.subject, n), o.version, o.at, o.data from outbox o, generate_series(1, {others}) n",
        ];
        foreach (var statement in statements) { await db.Database.ExecuteSqlAsync(statement); }
        await transaction.CommitAsync();
        await db.Database.ExecuteSqlAsync($"analyze");
    }

    /// <summary>Which process acted on which event: the database notes by which connection an event was marked as handled.</summary>
    private async Task WatchListenersAsync()
    {
        await Postgres.RunAsync($"create table heard_by (worker text not null, consumer text not null, event_id uuid not null)");
        await Postgres.RunAsync(
            $"""
            create function note_hearing() returns trigger language plpgsql security definer as $$
            begin insert into heard_by values (current_setting('application_name'), new.consumer, new.event_id); return null; end $$
            """);
        await Postgres.RunAsync($"create trigger note_hearing after insert on handled_events for each row execute function note_hearing()");
    }
}
