using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Orders;

public sealed class OfferListTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task What_is_offered_to_me_says_why_me_and_ends_when_it_ends()
    {
        var (me, other) = (await town.VolunteerAsync("王志远"), await town.VolunteerAsync("手快的"));
        var resident = await town.PersonAsync("周桂兰");
        var known = await town.PlacedAsync(by: resident, from: town.Clock.GetUtcNow().AddHours(2));
        await town.ServedAsync(known, await town.AcceptedAsync(known, me), me, 60);
        (await Town.In(town.Api, (SetFreeHours hours) => hours.SetAsync(
            CommandKey.Fresh(me, town.Clock.GetUtcNow()), me, me, [.. Enum.GetValues<DayPart>().SelectMany(part => Enumerable.Range(1, 7).Select(day => FreeHours.On(day, part)))], default))).Done();

        var again = await AskedAsync(me, other, town.Clock.GetUtcNow().AddDays(1), resident);
        var late = await AskedAsync(me, other, town.Clock.GetUtcNow().AddDays(2).AddHours(11), await town.PersonAsync("吴家宝"));   // ends after ten at night
        var offers = await MineAsync(me);
        Assert.Equal([again, late], offers.Select(o => o.Id));
        Assert.Equal([CandidateReason.SameSite, CandidateReason.FreeThatDay, CandidateReason.SaidFree, CandidateReason.ServedThem], offers[0].Reasons.Select(r => r.Why));
        Assert.Equal(1, offers[0].Reasons[^1].Number);
        Assert.Equal([CandidateReason.SameSite, CandidateReason.FreeThatDay], offers[1].Reasons.Select(r => r.Why));
        Assert.False(offers[0].Wished);

        await town.DoAsync(other, new AcceptOffer(again, (await MineAsync(other))[0].OfferId));
        Assert.Equal([late], (await MineAsync(me)).Select(o => o.Id));
        await town.Postgres.RunAsync($"insert into person_blocks select served_id, {me}, served_id, now() from orders where id = {late}");
        Assert.Empty(await MineAsync(me));
        await town.Postgres.RunAsync($"delete from person_blocks");
        Assert.Single(await MineAsync(me));
        town.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await MineAsync(me));
    }

    [Fact]
    public async Task A_wish_for_me_is_told_to_me_alone()
    {
        var (me, other) = (await town.VolunteerAsync("赵一"), await town.VolunteerAsync("钱二"));
        var first = await town.PlacedAsync(from: town.Clock.GetUtcNow().AddHours(2));
        await town.ServedAsync(first, await town.AcceptedAsync(first, me), me, 30);
        var from = town.Clock.GetUtcNow().AddDays(1);
        var again = Assert.IsType<Outcome<OrderReceipt>.Done>(await town.PlaceAsync(
            town.Resident, new(null, town.Escort.Id, null, OrderOrigin.Resident, Urgency.Ordinary, 1, from, from.AddHours(1), "陪诊", "昭明台", true, me))).Value.Id;
        await town.DoAsync(town.Dispatcher, new DispatchOrder(again, [me, other], false, null));
        Assert.True(Assert.Single(await MineAsync(me)).Wished);
        Assert.False(Assert.Single(await MineAsync(other)).Wished);
    }

    private async Task<Guid> AskedAsync(Guid me, Guid other, DateTimeOffset from, Guid resident)
    {
        var order = await town.PlacedAsync(by: resident, from: from);
        await town.DoAsync(town.Dispatcher, new DispatchOrder(order, [me, other], false, null));
        town.Clock.Advance(TimeSpan.FromMilliseconds(5));
        return order;
    }

    private Task<IReadOnlyList<OfferLine>> MineAsync(Guid person) => Town.In(town.Api, (OfferQueries offers) => offers.MineAsync(person, default));
}
