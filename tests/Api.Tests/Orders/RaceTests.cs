using System.Net;
using TimeBank.Orders;

namespace TimeBank.Api.Tests.Orders;

/// <summary>Many want the same thing in the same moment.</summary>
public sealed class RaceTests(Api api) : Journey(api)
{
    [Fact]
    public async Task Two_hundred_grab_one_place_and_one_has_it()
    {
        var order = await Resident.OrdersAsync();
        await Dispatcher.OpensToThePoolAsync(order);
        List<Actor> volunteers = [];
        for (var i = 0; i < 200; i++) { volunteers.Add(await VolunteerAsync($"志愿者{i}")); }
        var offer = await volunteers[0].OfferAsync(order);
        List<HttpClient> clients = [];
        foreach (var volunteer in volunteers) { clients.Add(await volunteer.Session.OpenAsync()); }

        var replies = await Task.WhenAll(clients.Select(c => c.PostAsync($"/api/v1/orders/{order.Id}/moves", new { action = "Accept", offerId = offer })));

        Assert.Single(replies, r => r.Status is HttpStatusCode.OK);
        foreach (var late in replies.Where(r => r.Status is not HttpStatusCode.OK)) { late.IsProblem(HttpStatusCode.Conflict, OrderRefusals.Taken.Code); }
        Assert.Single((await Dispatcher.SeesAsync(order, OrderState.Accepted)).Assignments);
    }

    [Fact]
    public async Task Two_dispatchers_act_on_what_they_saw_and_the_later_one_looks_again()
    {
        Actor[] volunteers = [await VolunteerAsync("赵一"), await VolunteerAsync("钱二")];
        var order = await Resident.OrdersAsync();
        var seen = (await Dispatcher.SeesAsync(order)).Version;
        HttpClient[] dispatchers = [await Dispatcher.Session.OpenAsync(), await SecondDispatcher.Session.OpenAsync()];
        var replies = await Task.WhenAll(dispatchers.Zip(volunteers, (dispatcher, volunteer) =>
            dispatcher.PostAsync($"/api/v1/orders/{order.Id}/moves", new { action = "Dispatch", personIds = new[] { volunteer.Id }, version = seen })));

        Assert.Single(replies, r => r.Status is HttpStatusCode.OK);
        Assert.Single(replies, r => r.Status is not HttpStatusCode.OK).IsProblem(HttpStatusCode.Conflict, OrderRefusals.Moved.Code);
        Assert.Single((await Dispatcher.SeesAsync(order, OrderState.Offered)).Offers);
    }

    [Fact]
    public async Task Two_dispatchers_ask_the_same_volunteer_and_ask_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var volunteer = await VolunteerAsync();
            var order = await Resident.OrdersAsync();
            HttpClient[] dispatchers = [await Dispatcher.Session.OpenAsync(), await SecondDispatcher.Session.OpenAsync()];
            var replies = await Task.WhenAll(dispatchers.Select(dispatcher =>
                dispatcher.PostAsync($"/api/v1/orders/{order.Id}/moves", new { action = "Dispatch", personIds = new[] { volunteer.Id } })));

            Assert.Single(replies, r => r.Status is HttpStatusCode.OK);
            Assert.Single(replies, r => r.Status is not HttpStatusCode.OK).IsProblem(HttpStatusCode.Conflict, OrderRefusals.OfferAlready.Code);
            Assert.Single((await Dispatcher.SeesAsync(order, OrderState.Offered)).Offers);
        }
    }

    [Fact]
    public async Task Two_places_at_one_time_are_accepted_at_once_and_one_is_had()
    {
        for (var round = 0; round < 10; round++)
        {
            var volunteer = await VolunteerAsync();
            PlacedOrder[] orders = [await Resident.OrdersAsync(), await Resident.OrdersAsync()];
            foreach (var order in orders) { await Dispatcher.OffersAsync(order, volunteer); }
            Guid[] offers = [await volunteer.OfferAsync(orders[0]), await volunteer.OfferAsync(orders[1])];
            var client = await volunteer.Session.OpenAsync();
            var replies = await Task.WhenAll(orders.Zip(offers, (order, offer) => client.PostAsync($"/api/v1/orders/{order.Id}/moves", new { action = "Accept", offerId = offer })));

            Assert.Single(replies, r => r.Status is HttpStatusCode.OK);
            Assert.Single(replies, r => r.Status is not HttpStatusCode.OK).IsProblem(HttpStatusCode.Conflict, OrderRefusals.Busy.Code);
        }
    }
}
