using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Orders;

public sealed class OrderListTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Lists_show_each_reader_their_own_orders_newest_first_a_page_at_a_time()
    {
        var resident = await town.PersonAsync("点单人");
        var volunteer = await town.VolunteerAsync("被派人");
        Guid[] orders = [await town.PlacedAsync(by: resident), await LaterAsync(resident), await LaterAsync(resident)];
        await town.DoAsync(town.Dispatcher, new DispatchOrder(orders[0], [volunteer], false, null));
        await town.DoAsync(town.Dispatcher, new DispatchOrder(orders[1], [], true, null));

        var first = await ListAsync(resident, OrderList.Ordered, size: 2);
        Assert.Equal([orders[2], orders[1]], first.Items.Select(o => o.Id));
        var rest = await ListAsync(resident, OrderList.Ordered, size: 2, before: Guid.Parse(first.Next!));
        Assert.Equal([orders[0]], rest.Items.Select(o => o.Id));
        Assert.Null(rest.Next);

        Assert.Equal([orders[0]], (await ListAsync(volunteer, OrderList.Offered)).Items.Select(o => o.Id));
        Assert.Equal([orders[1]], (await ListAsync(volunteer, OrderList.Pool)).Items.Select(o => o.Id));
        await town.DoAsync(volunteer, new DeclineOffer(orders[1], (await town.SeeAsync(orders[1], volunteer)).Offers.Single().Id));
        Assert.Empty((await ListAsync(volunteer, OrderList.Pool)).Items);
        Assert.Equal(OrderState.Offered, (await town.SeeAsync(orders[1], resident)).State);
    }

    private Task<Guid> LaterAsync(Guid resident)
    {
        town.Clock.Advance(TimeSpan.FromMilliseconds(5));
        return town.PlacedAsync(by: resident);
    }

    private async Task<Page<OrderLine>> ListAsync(Guid caller, OrderList list, int size = 50, Guid? before = null) =>
        Assert.IsType<Outcome<Page<OrderLine>>.Done>(
            await Town.In<OrderListQueries, Outcome<Page<OrderLine>>>(town.Api, q => q.ListAsync(caller, new OrderListing(list, null, null, false, before, size), default))).Value;
}
