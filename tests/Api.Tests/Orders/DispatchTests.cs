using TimeBank.Orders;
using TimeBank.Passbooks;

namespace TimeBank.Api.Tests.Orders;

/// <summary>Between the placing and the visit: asked, declined, given back, forwarded, changed, called off.</summary>
public sealed class DispatchTests(Api api) : Journey(api)
{
    [Fact]
    public async Task When_all_decline_it_is_on_the_board_again_and_another_serves()
    {
        Actor[] busy = [await VolunteerAsync("赵一"), await VolunteerAsync("钱二")];
        var order = await Resident.OrdersAsync();
        await Dispatcher.OffersAsync(order, busy);
        await busy[0].DeclinesAsync(order);
        await Dispatcher.SeesAsync(order, OrderState.Offered);
        await busy[1].DeclinesAsync(order);
        await Dispatcher.SeesAsync(order, OrderState.Placed);
        await busy[0].Hears(OrderRefusals.OfferEnded).AcceptsAsync(order);

        var third = await VolunteerAsync("孙三");
        await ServedAsync(order, third, 80);
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await third.HasAsync(verified: 80);
        await busy[0].HasAsync();
        await busy[1].HasAsync();
    }

    [Fact]
    public async Task Who_gives_back_is_free_and_another_volunteer_serves()
    {
        var first = await VolunteerAsync("赵一");
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, first);
        await first.GivesBackAsync(order);
        await Dispatcher.SeesAsync(order, OrderState.Placed);

        var second = await VolunteerAsync("钱二");
        await ServedAsync(order, second, 65);
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await first.HasAsync();
        await second.HasAsync(verified: 65);
    }

    [Fact]
    public async Task An_order_is_forwarded_and_may_come_back_once()
    {
        var order = await Resident.OrdersAsync();
        var due = (await Dispatcher.SeesAsync(order)).DispatchDueAt;
        await Dispatcher.Hears(OrderRefusals.NotNear).ForwardsAsync(order, Town.OtherCounty);
        await Dispatcher.ForwardsAsync(order, Town.OtherStation);
        await Dispatcher.DoesNotSeeAsync(order);
        await SecondDispatcher.ReturnsAsync(order);
        Assert.Equal(Town.Station.Id, (await Dispatcher.SeesAsync(order, OrderState.Placed)).SiteId);

        await Dispatcher.ForwardsAsync(order, Town.OtherStation);
        await SecondDispatcher.Hears(OrderRefusals.ReturnedAlready).ReturnsAsync(order);
        Assert.Equal(due, (await SecondDispatcher.SeesAsync(order)).DispatchDueAt);   // the clock goes on

        var volunteer = await VolunteerAsync(home: Town.OtherStation);
        await SecondDispatcher.OffersAsync(order, volunteer);
        await volunteer.AcceptsAsync(order);
        AtThePlannedTime(order);
        await volunteer.ArrivesAsync(order);
        Pass(minutes: 40);
        await volunteer.LeavesAsync(order);
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 40);
        Assert.Equal("西街社区", Assert.Single((await volunteer.ReadAsync("/api/v1/me/passbook/lines")).As<Page<PassbookLine>>().Items).SiteName);
    }

    [Fact]
    public async Task Another_time_releases_the_volunteer_and_asks_them_first()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        var later = await Resident.PostponesAsync(order, TimeSpan.FromDays(1));

        var view = await Dispatcher.SeesAsync(order, OrderState.Offered);
        Assert.Equal(AssignmentState.Released, Assert.Single(view.Assignments).State);
        Assert.Equal(volunteer.Id, Assert.Single(view.Offers, o => o.State is OfferState.Live).PersonId);

        await volunteer.AcceptsAsync(later);
        AtThePlannedTime(later);
        await volunteer.ArrivesAsync(later);
        Pass(minutes: 75);
        await volunteer.LeavesAsync(later);
        await Resident.RatesAsync(later);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 75);
    }

    [Fact]
    public async Task Other_words_move_nobody()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        await Resident.MovesAsync(order, new { action = "Change", need = "还要带上病历" });
        Assert.Equal("还要带上病历", (await volunteer.SeesAsync(order, OrderState.Accepted)).Need);
    }

    [Fact]
    public async Task A_withdrawn_order_lets_everybody_go()
    {
        var (taker, asked) = (await VolunteerAsync("赵一"), await VolunteerAsync("钱二"));
        var order = await Resident.OrdersAsync(places: 2);
        await TakenAsync(order, taker);
        await Dispatcher.OffersAsync(order, asked);
        await Resident.WithdrawsAsync(order);

        var view = await Dispatcher.SeesAsync(order, OrderState.Withdrawn);
        Assert.Equal(AssignmentState.Released, Assert.Single(view.Assignments).State);
        Assert.DoesNotContain(view.Offers, o => o.State is OfferState.Live);
        await asked.Hears(OrderRefusals.OfferEnded).AcceptsAsync(order);
        await Dispatcher.Hears(OrderRefusals.NotNow).OffersAsync(order, asked);
        await TheWorkerCreditsAsync();
        await taker.HasAsync();
    }

    [Fact]
    public async Task A_rejected_order_is_over()
    {
        var order = await Resident.OrdersAsync();
        await Dispatcher.RejectsAsync(order);
        await Resident.SeesAsync(order, OrderState.Rejected);
        await Dispatcher.Hears(OrderRefusals.NotNow).OffersAsync(order, await VolunteerAsync());
        await Resident.Hears(OrderRefusals.NotNow).RatesAsync(order);
    }

    [Fact]
    public async Task An_offer_that_nobody_answers_lapses()
    {
        var slow = await VolunteerAsync("赵一");
        var order = await Resident.OrdersAsync();
        await Dispatcher.OffersAsync(order, slow);
        Pass(minutes: 119);
        await TheWorkerLapsesOffersAsync();
        await Dispatcher.SeesAsync(order, OrderState.Offered);

        Pass(minutes: 1);
        await slow.Hears(OrderRefusals.OfferEnded).AcceptsAsync(order);   // the deadline holds before the worker has come round
        await TheWorkerLapsesOffersAsync();
        await Dispatcher.SeesAsync(order, OrderState.Placed);

        await ServedAsync(order, slow, 30);   // and costs nothing: the same person may be asked again
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await slow.HasAsync(verified: 30);
    }

    [Fact]
    public async Task Nobody_is_sent_to_a_time_that_has_passed()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        AtThePlannedTime(order, after: 120);
        await Dispatcher.Hears(OrderRefusals.TimePassed).OffersAsync(order, volunteer);
        var later = await Resident.PostponesAsync(order, TimeSpan.FromDays(1));
        await ServedAsync(later, volunteer, 20);
        await Resident.RatesAsync(later);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 20);
    }

    [Fact]
    public async Task Declining_in_the_pool_hides_it_for_me_alone_however_often_I_decline()
    {
        var (me, other) = (await VolunteerAsync("赵一"), await VolunteerAsync("钱二"));
        var order = await Resident.OrdersAsync();
        await Dispatcher.OpensToThePoolAsync(order);
        await me.DeclinesAsync(order);
        await me.DeclinesAsync(order);
        Assert.DoesNotContain((await me.ReadAsync("/api/v1/pool?size=200")).As<Page<PoolLine>>().Items, line => line.Id == order.Id);
        Assert.Contains((await other.ReadAsync("/api/v1/pool?size=200")).As<Page<PoolLine>>().Items, line => line.Id == order.Id);
        await me.AcceptsAsync(order);   // and may think again
    }
}
