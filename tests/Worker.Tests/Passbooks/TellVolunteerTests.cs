using System.Text.Json;
using TimeBank.Records;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Worker.Tests.Passbooks;

public sealed class TellVolunteerTests(WorkerTown fixture) : IClassFixture<WorkerTown>
{
    private readonly Town _town = fixture.Town;

    [Fact]
    public async Task Credits_corrections_and_what_makes_up_for_them_reach_the_holder_with_their_minutes()
    {
        var volunteer = await _town.VolunteerAsync("王志远");
        var first = await RatedAsync(volunteer, 95);
        await _town.CreditAsync();
        await CorrectAsync(first, 15);
        await _town.Postgres.RunAsync($"insert into corrections (id, record_id, minutes, reason, proposed_by_id, proposed_at) select {_town.NewId()}, id, 1, 'Other', {_town.Manager}, now() from service_records where id = {first}");
        await _town.Postgres.RunAsync($"insert into time_claims (id, passbook_id, amount_minutes, made_at) select c.id, r.passbook_id, 25, now() from corrections c join service_records r on r.id = c.record_id where c.reason = 'Other'");
        await RatedAsync(volunteer, 40);
        await _town.CreditAsync();
        await fixture.RelayAllAsync();

        var told = (await _town.Postgres.ReadAsync<string>($"select json_build_array(kind, data -> 'minutes', data -> 'change')::text as \"Value\" from messages where person_id = {volunteer} and kind like 'minutes.%' order by id"))
            .Select(line => JsonSerializer.Deserialize<JsonElement[]>(line)!).Select(m => (m[0].GetString()!, m[1].GetInt32(), m[2].GetInt32()));
        Assert.Equal([("minutes.credited", 95, 95), ("minutes.corrected", 15, -80), ("minutes.credited", 40, 40), ("minutes.repaid", 25, -25)], told);
    }

    private async Task<Guid> RatedAsync(Guid volunteer, int minutes)
    {
        var order = await _town.PlacedAsync();
        await _town.ServedAsync(order, await _town.AcceptedAsync(order, volunteer), volunteer, minutes);
        await _town.RatedAsync(order);
        return Assert.Single(await _town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from service_records where order_id = {order}"));
    }

    private async Task CorrectAsync(Guid record, int minutes)
    {
        var proposed = await Town.In<CorrectRecord, Outcome<CorrectionReceipt>>(_town.Api,
            c => c.ProposeAsync(CommandKey.Fresh(_town.Manager, _town.Clock.GetUtcNow()), _town.Manager, new(record, minutes, CorrectionReason.WrongTimes), default));
        var id = Assert.IsType<Outcome<CorrectionReceipt>.Done>(proposed).Value.Id;
        Assert.IsType<Outcome<CorrectionReceipt>.Done>(await Town.In<CorrectRecord, Outcome<CorrectionReceipt>>(_town.Api,
            c => c.ApproveAsync(CommandKey.Fresh(_town.SecondManager, _town.Clock.GetUtcNow()), _town.SecondManager, id, default)));
        await _town.CreditAsync();
    }
}
