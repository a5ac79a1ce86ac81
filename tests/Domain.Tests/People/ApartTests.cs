using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.People;

public sealed class ApartTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Two_who_are_kept_apart_are_not_brought_together_and_nobody_hears_who_asked()
    {
        var volunteer = await town.VolunteerAsync("惹人厌的");
        var before = await town.PlacedAsync();
        await town.AcceptedAsync(before, volunteer);
        (await KeepAsync(town.Resident, town.Resident, volunteer)).Done();
        Assert.Equal("apart.already", (await KeepAsync(town.Resident, town.Resident, volunteer)).Refused().Code);

        var order = await town.PlacedAsync(from: town.Clock.GetUtcNow().AddDays(2));
        await town.RefusedAsync(OrderRefusals.Apart, town.Dispatcher, new DispatchOrder(order, [volunteer], false, null));
        await town.DoAsync(town.Dispatcher, new DispatchOrder(order, [], true, null));
        Assert.DoesNotContain(order, await PoolAsync(volunteer));
        Assert.Contains(order, await PoolAsync(await town.VolunteerAsync("别人")));
        var offer = (await town.SeeAsync(order, town.Dispatcher)).Offers.Single().Id;
        await town.RefusedAsync(OrderRefusals.NotFound, volunteer, new AcceptOffer(order, offer));

        Assert.Equal(["惹"], (await OwnAsync(town.Resident)).Select(a => a.Name));
        Assert.Empty(await OwnAsync(volunteer));
        Assert.Equal("apart.not_found", (await LiftAsync(volunteer, town.Resident, volunteer)).Refused().Code);
        (await LiftAsync(town.Resident, town.Resident, volunteer)).Done();
        await town.DoAsync(volunteer, new AcceptOffer(order, offer));
    }

    [Fact]
    public async Task A_volunteer_may_ask_for_it_too_and_an_offer_that_stands_is_no_longer_shown()
    {
        var (resident, volunteer) = (await town.PersonAsync("难缠的"), await town.VolunteerAsync("受气的"));
        await town.AcceptedAsync(await town.PlacedAsync(by: resident), volunteer);
        var order = await town.PlacedAsync(by: resident, from: town.Clock.GetUtcNow().AddDays(2));
        await town.DoAsync(town.Dispatcher, new DispatchOrder(order, [volunteer], false, null));
        (await KeepAsync(volunteer, volunteer, resident)).Done();
        Assert.Empty(await ListAsync(volunteer, OrderList.Offered));
        await town.RefusedAsync(OrderRefusals.Apart, volunteer, new AcceptOffer(order, (await town.SeeAsync(order, volunteer)).Offers.Single().Id));
    }

    [Fact]
    public async Task Only_somebody_one_has_met_and_for_others_only_by_their_own_staff()
    {
        var volunteer = await town.VolunteerAsync("没见过的");
        Assert.Equal("apart.unknown", (await KeepAsync(town.Resident, town.Resident, volunteer)).Refused().Code);
        Assert.Equal("apart.unknown", (await KeepAsync(town.Resident, town.Resident, Guid.AllBitsSet)).Refused().Code);

        await town.AcceptedAsync(await town.PlacedAsync(), volunteer);
        Assert.Equal("person.not_found", (await KeepAsync(volunteer, town.Resident, volunteer)).Refused().Code);
        (await KeepAsync(town.Dispatcher, town.Resident, volunteer)).Done();
        Assert.Equal("apart.not_found", (await LiftAsync(town.SecondDispatcher, town.Resident, volunteer)).Refused().Code);
        (await LiftAsync(town.Dispatcher, town.Resident, volunteer)).Done();
    }

    private Task<Outcome<Guid>> KeepAsync(Guid by, Guid person, Guid other) => Town.In(town.Api, (KeepApart k) => k.KeepAsync(Key(by), by, person, other, default));

    private Task<Outcome<Guid>> LiftAsync(Guid by, Guid person, Guid other) => Town.In(town.Api, (KeepApart k) => k.LiftAsync(Key(by), by, person, other, default));

    private Task<IReadOnlyList<ApartView>> OwnAsync(Guid person) => Town.In(town.Api, (ApartQueries q) => q.OwnAsync(person, default));

    private Task<List<Guid>> PoolAsync(Guid person) => ListAsync(person, OrderList.Pool);

    private async Task<List<Guid>> ListAsync(Guid person, OrderList list) =>
        [.. (await Town.In(town.Api, (OrderListQueries q) => q.ListAsync(person, new(list, null, null, false, null, 100), default))).Done().Items.Select(o => o.Id)];

    private CommandKey Key(Guid by) => CommandKey.Fresh(by, town.Clock.GetUtcNow());
}
