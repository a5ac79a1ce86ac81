using TimeBank.Passbooks;

namespace TimeBank.Api.Tests.Orders;

/// <summary>What a correction cannot take back at once. Minutes are promised by hand here: nothing of the product spends any yet, and the recount says so.</summary>
public sealed class ClaimTests(Api api) : Journey(api)
{
    [Fact]
    public async Task A_correction_downwards_takes_back_what_is_there_and_later_credits_repay_the_rest()
    {
        var volunteer = await VolunteerAsync();
        var order = await RatedAsync(volunteer, 90);
        await TheWorkerCreditsAsync();
        await HeldAsync(volunteer, 70);
        await volunteer.HasAsync(verified: 90, lines: [90, -70], held: 70);

        var correction = await Manager.ProposesCorrectionAsync(order, volunteer, minutes: 30);
        await SecondManager.ApprovesCorrectionAsync(correction);
        Assert.False((await Resident.SeesAsync(order)).Credited);
        await TheWorkerCreditsAsync();
        Assert.True((await Resident.SeesAsync(order)).Credited);
        await volunteer.HasAsync(verified: 30, lines: [90, -70, -20], held: 70, owed: 40);   // the record is right at once

        await RatedAsync(volunteer, 25);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 55, lines: [90, -70, -20, 25, -25], held: 70, owed: 15);
        await RatedAsync(volunteer, 50);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 105, lines: [90, -70, -20, 25, -25, 50, -15], held: 70);
    }

    protected override bool IsMeant(Difference difference) => difference is { Kind: "cause", Counted: 70 };

    /// <summary>Minutes that wait for something they were promised to; spending itself comes later.</summary>
    private async Task HeldAsync(Actor volunteer, int minutes)
    {
        await Town.Postgres.RunAsync(
            $"""
            with mine as (select a.id, a.kind from time_accounts a join passbooks b on b.id = a.passbook_id where b.person_id = {volunteer.Id}),
                moved as (insert into time_transfers (debit_account_id, credit_account_id, amount_minutes, reason, cause_id, occurred_at)
                    select (select id from mine where kind = 'Available'), (select id from mine where kind = 'Held'), {minutes}, 'Hold', {Town.NewId()}, {Clock.GetUtcNow()})
            update time_accounts set balance_minutes = balance_minutes + case when kind = 'Held' then {minutes} else -{minutes} end where id in (select id from mine)
            """);
    }
}
