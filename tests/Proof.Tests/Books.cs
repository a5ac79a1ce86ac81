using TimeBank.Passbooks;

namespace TimeBank.Proof.Tests;

/// <summary>What must be true of a town once everything is credited and told, whatever crashed on the way.</summary>
internal static class Books
{
    public static async Task AreWholeAsync(this RatedTown town)
    {
        Assert.Equal(town.Records, await town.TransfersAsync());
        await EveryRecordHasOneTransferAsync(town);
        await EveryBalanceEqualsItsTransfersAsync(town);
        await EveryEventHadItsEffectOnceAsync(town);
        await using var db = TestKit.Postgres.Open(town.Postgres.Owner);
        Assert.Empty(await new Reconciliation(db).FindAsync(default));
        Assert.Empty(await new DailySeal(db, TimeProvider.System).VerifyAsync(default));
    }

    private static async Task EveryRecordHasOneTransferAsync(RatedTown town) => Assert.Equal(town.Records, await town.CountAsync(
        $"""
        select count(*) as "Value" from service_records r
        where 1 = (select count(*) from time_transfers t where t.cause_id = r.id)
            and r.credit_minutes = (select sum(t.amount_minutes) from time_transfers t where t.cause_id = r.id)
        """));

    private static async Task EveryBalanceEqualsItsTransfersAsync(RatedTown town)
    {
        Assert.Equal(0, await town.CountAsync($"select sum(minutes)::bigint as \"Value\" from time_entries"));
        Assert.Equal(
            await town.CountAsync($"select sum(balance_minutes)::bigint as \"Value\" from time_accounts"),
            await town.CountAsync($"select -sum(minutes)::bigint as \"Value\" from time_entries where account_id = {TimeAccount.IssuanceId}"));
        Assert.Equal(0, await town.CountAsync(
            $"""
            select count(*) as "Value" from time_accounts a
            where a.kind <> 'Issuance' and a.balance_minutes <> coalesce((select sum(minutes) from time_entries e where e.account_id = a.id), 0)
            """));
        // From the other end: a passbook holds what its volunteer's records are worth.
        Assert.Equal(0, await town.CountAsync(
            $"""
            select count(*) as "Value" from passbooks p join time_accounts a on a.passbook_id = p.id and a.kind = 'Available'
            where a.balance_minutes <> coalesce((select sum(credit_minutes) from service_records r where r.passbook_id = p.id), 0)
            """));
        Assert.Equal(
            await town.CountAsync($"select sum(minutes)::bigint as \"Value\" from service_records"),
            await town.CountAsync($"select sum(value)::bigint as \"Value\" from site_days where measure = 'minutes_verified'"));
        Assert.Equal(town.Records, await town.CountAsync($"select sum(value)::bigint as \"Value\" from site_days where measure = 'participations'"));
    }

    /// <summary>The orderer heard once that the order was closed, the volunteer once that the minutes came: neither less nor more.</summary>
    private static async Task EveryEventHadItsEffectOnceAsync(RatedTown town)
    {
        Assert.Equal(0, await town.CountAsync($"select count(*) as \"Value\" from outbox"));
        Assert.Equal(2 * town.Records, await town.MessagesAsync());
        Assert.Equal(town.Records, await town.CountAsync(
            $"""
            select count(*) as "Value" from (
                select from orders o join service_records r on r.order_id = o.id join messages m on m.order_id = o.id
                group by o.id, r.id
                having count(*) filter (where m.kind = 'order.timed_out' and m.person_id = o.orderer_id) = 1
                    and count(*) filter (where m.kind = 'minutes.credited' and m.person_id = r.person_id and (m.data ->> 'minutes')::int = r.credit_minutes) = 1) told
            """));
        Assert.Equal(2 * town.Records, await town.CountAsync($"select count(*) as \"Value\" from handled_events"));
        Assert.Equal(2 * town.Records, await town.CountAsync($"select count(*) as \"Value\" from heard_by"));
    }
}
