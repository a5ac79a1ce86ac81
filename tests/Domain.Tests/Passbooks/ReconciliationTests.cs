using TimeBank.Passbooks;
using TimeBank.Records;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Passbooks;

/// <summary>Each test looks at what it adds to the differences: others' remain.</summary>
public sealed class ReconciliationTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Credits_corrections_claims_and_repayments_add_up()
    {
        var before = await FindAsync();
        var volunteer = await town.VolunteerAsync("对账");
        var first = await RatedAsync(volunteer, 95);
        Assert.Equal(before, await FindAsync());   // due, not credited yet
        await town.CreditAsync();
        Assert.Equal(before, await FindAsync());

        await town.Postgres.RunAsync($"update time_accounts set balance_minutes = 20 where id = {await AccountAsync(volunteer)}");
        await CorrectAsync(first, 15);   // 80 back, 20 there: 60 claimed
        await town.Postgres.RunAsync($"update time_accounts set balance_minutes = 75 where id = {await AccountAsync(volunteer)}");
        Assert.Equal([60], await town.Postgres.ReadAsync<int>($"select amount_minutes from time_claims"));
        await RatedAsync(volunteer, 40);
        await town.CreditAsync();
        Assert.Equal([40], await town.Postgres.ReadAsync<int>($"select repaid_minutes from time_claims"));
        Assert.Equal(before, await FindAsync());

        await town.Postgres.RunAsync($"update time_claims set repaid_minutes = 41");
        Assert.Equal(new Difference("claim", await NumberAsync(volunteer), 41, 40), Assert.Single((await FindAsync()).Except(before)));
    }

    [Fact]
    public async Task A_balance_that_was_changed_is_named_by_its_passbook()
    {
        var volunteer = await town.VolunteerAsync("改账");
        await RatedAsync(volunteer, 60);
        await town.CreditAsync();
        var before = await FindAsync();

        await town.Postgres.RunAsync($"update time_accounts set balance_minutes = 61 where id = {await AccountAsync(volunteer)}");

        var found = (await FindAsync()).Except(before).ToList();
        Assert.Contains(new Difference("balance", $"{await NumberAsync(volunteer)} available", 61, 60), found);
        Assert.Contains(found, d => d.Kind == "issuance" && d.Counted - d.Stored == 1);

        await town.Postgres.RunAsync($"update time_accounts set balance_minutes = 60 where id = {await AccountAsync(volunteer)}");
        Assert.Equal(before, await FindAsync());
    }

    [Fact]
    public async Task A_rated_visit_that_nobody_will_credit_is_named_by_its_record()
    {
        var record = await RatedAsync(await town.VolunteerAsync("漏记"), 45);
        var before = await FindAsync();

        await town.Postgres.RunAsync($"delete from credits_due where record_id = {record}");

        Assert.Equal(new Difference("record", record.ToString(), 45, 0), Assert.Single((await FindAsync()).Except(before)));
    }

    [Fact]
    public async Task Minutes_given_twice_or_for_nothing_are_named()
    {
        var volunteer = await town.VolunteerAsync("重记");
        var record = await RatedAsync(volunteer, 50);
        await town.CreditAsync();
        var before = await FindAsync();

        await AddTransferAsync(volunteer, 50, TransferReason.Excess, record);
        await AddTransferAsync(volunteer, 7, TransferReason.Credit, town.NewId());

        var found = (await FindAsync()).Except(before).ToList();
        Assert.Contains(new Difference("record", record.ToString(), 50, 100), found);
        Assert.Contains(found, d => d is { Kind: "cause", Stored: 0, Counted: 7 });
        Assert.DoesNotContain(found, d => d.Kind == "balance");
    }

    private Task<IReadOnlyList<Difference>> FindAsync() => Town.In<Reconciliation, IReadOnlyList<Difference>>(town.Worker, r => r.FindAsync(default));

    private async Task<Guid> RatedAsync(Guid volunteer, int minutes)
    {
        var order = await town.PlacedAsync();
        await town.ServedAsync(order, await town.AcceptedAsync(order, volunteer), volunteer, minutes);
        await town.RatedAsync(order);
        return Assert.Single(await town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from service_records where order_id = {order}"));
    }

    private async Task CorrectAsync(Guid record, int minutes)
    {
        var proposed = await Town.In<CorrectRecord, Outcome<CorrectionReceipt>>(town.Api,
            c => c.ProposeAsync(CommandKey.Fresh(town.Manager, town.Clock.GetUtcNow()), town.Manager, new(record, minutes, CorrectionReason.WrongTimes), default));
        var id = Assert.IsType<Outcome<CorrectionReceipt>.Done>(proposed).Value.Id;
        Assert.IsType<Outcome<CorrectionReceipt>.Done>(await Town.In<CorrectRecord, Outcome<CorrectionReceipt>>(town.Api,
            c => c.ApproveAsync(CommandKey.Fresh(town.SecondManager, town.Clock.GetUtcNow()), town.SecondManager, id, default)));
        await town.CreditAsync();
    }

    private async Task AddTransferAsync(Guid volunteer, int minutes, TransferReason reason, Guid cause)
    {
        var account = await AccountAsync(volunteer);
        await town.Postgres.RunAsync(
            $"""
            insert into time_transfers (debit_account_id, credit_account_id, amount_minutes, reason, cause_id, occurred_at)
            values ({TimeAccount.IssuanceId}, {account}, {minutes}, {reason.ToString()}, {cause}, {town.Clock.GetUtcNow()})
            """);
        await town.Postgres.RunAsync($"update time_accounts set balance_minutes = balance_minutes + {minutes} where id = {account}");
    }

    private async Task<Guid> AccountAsync(Guid volunteer) => Assert.Single(await town.Postgres.ReadAsync<Guid>(
        $"select a.id as \"Value\" from time_accounts a join passbooks p on p.id = a.passbook_id where p.person_id = {volunteer} and a.kind = 'Available'"));

    private async Task<string> NumberAsync(Guid volunteer) =>
        Assert.Single(await town.Postgres.ReadAsync<string>($"select number as \"Value\" from passbooks where person_id = {volunteer}"));
}
