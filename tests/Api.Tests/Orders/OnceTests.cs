using System.Net;
using System.Net.Http.Json;
using TimeBank.Orders;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Orders;

/// <summary>Asked twice, done once: what a page does that is not sure whether it was heard.</summary>
public sealed class OnceTests(Api api) : Journey(api)
{
    [Fact]
    public async Task The_same_key_places_one_order_and_gives_the_same_answer()
    {
        var resident = Of(await Town.PersonAsync("李桂芳"));
        var from = Clock.GetUtcNow().AddDays(1);
        var first = await resident.OrdersAsync(from: from, key: "once");
        var again = await resident.OrdersAsync(from: from, key: "once");
        Assert.Equal(first.Id, again.Id);
        await resident.Hears(Once.Reused).OrdersAsync(from: from.AddHours(1), key: "once");
        await OneOrderAsync(resident);
    }

    [Fact]
    public async Task A_step_asked_again_answers_as_it_did_then()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await Dispatcher.OffersAsync(order, volunteer);
        var accept = new { action = "Accept", offerId = await volunteer.OfferAsync(order) };
        var first = await volunteer.MovesAsync(order, accept, "accept");
        await volunteer.GivesBackAsync(order);
        Assert.Equal(first.As<OrderReceipt>(), (await volunteer.MovesAsync(order, accept, "accept")).As<OrderReceipt>());
        await Dispatcher.SeesAsync(order, OrderState.Placed);   // and is not done again
    }

    [Fact]
    public async Task Fifty_at_once_place_one_order_and_all_hear_of_it()
    {
        var resident = Of(await Town.PersonAsync("李桂芳"));
        var from = Clock.GetUtcNow().AddDays(1);
        var form = new { itemId = Town.Escort.Id, wantedFrom = from, wantedUntil = from.AddHours(2), need = Actor.Need, address = Actor.Address };
        var client = await resident.Session.OpenAsync();
        var replies = await FiftyTimesAsync(() => client.PostAsync("/api/v1/orders", form, ("Idempotency-Key", "fifty")));

        Assert.Single(replies.Select(r => r.Is(HttpStatusCode.Created).As<OrderReceipt>()).Distinct());
        await OneOrderAsync(resident);
    }

    [Fact]
    public async Task Fifty_at_once_take_one_place_of_many_and_all_hear_of_it()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync(places: 20);
        await Dispatcher.OpensToThePoolAsync(order);
        var accept = new { action = "Accept", offerId = await volunteer.OfferAsync(order) };
        var client = await volunteer.Session.OpenAsync();
        var replies = await FiftyTimesAsync(() => client.PostAsync($"/api/v1/orders/{order.Id}/moves", accept, ("Idempotency-Key", "fifty")));

        Assert.Single(replies.Select(r => r.Is(HttpStatusCode.OK).As<OrderReceipt>()).Distinct());
        Assert.Single((await Dispatcher.SeesAsync(order)).History, line => line.Name == "order.accepted.v1");
        Assert.Single(await Town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from outbox where subject = {order.Id} and type = 'order.accepted.v1'"));
    }

    [Fact]
    public async Task A_double_tap_accepts_although_the_browser_hung_up_on_the_first()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await Dispatcher.OffersAsync(order, volunteer);
        var accept = new { action = "Accept", offerId = await volunteer.OfferAsync(order) };
        var client = await volunteer.Session.OpenAsync();
        await using var busy = await Hold.TakeAsync(Town.Postgres, $"select 1 from orders where id = {order.Id} for update");

        using HttpRequestMessage tap = new(HttpMethod.Post, $"/api/v1/orders/{order.Id}/moves") { Content = JsonContent.Create(accept), Headers = { { "Idempotency-Key", "tap" } } };
        using CancellationTokenSource browser = new();
        var first = client.SendAsync(tap, browser.Token);
        await busy.IsWaitedForAsync();
        await browser.CancelAsync();
        var second = client.PostAsync($"/api/v1/orders/{order.Id}/moves", accept, ("Idempotency-Key", "tap"));
        await Until.TrueAsync(
            async () => (await Town.Postgres.ReadAsync<bool>($"select exists (select from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and locktype = 'advisory' and not granted) as \"Value\""))[0],
            () => "the second tap does not wait for the first");
        await busy.DisposeAsync();

        (await second).Is(HttpStatusCode.OK);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Single((await Dispatcher.SeesAsync(order, OrderState.Accepted)).History, line => line.Name == "order.accepted.v1");
    }

    [Fact]
    public async Task A_wrong_code_with_the_same_key_counts_once()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        AtThePlannedTime(order);
        var right = await Resident.CodeForAsync(order, volunteer);
        for (var sent = 0; sent < 6; sent++) { await volunteer.Hears(OrderRefusals.WrongCode).ArrivesAsync(order, "不是它", key: "wrong"); }
        Assert.Single((await Dispatcher.SeesAsync(order)).History, line => line.Name == "order.code_missed.v1");
        await volunteer.ArrivesAsync(order, right);
    }

    /// <summary>Whoever hears that the same request is being handled right now asks again, as the answer says.</summary>
    private static Task<Reply[]> FiftyTimesAsync(Func<Task<Reply>> ask) => Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
    {
        while (true)
        {
            var reply = await ask();
            if (reply.Status is not HttpStatusCode.Conflict) { return reply; }
            reply.IsProblem(HttpStatusCode.Conflict, Once.InFlight.Code);
        }
    }));

    private static async Task OneOrderAsync(Actor resident) => Assert.Single((await resident.ReadAsync("/api/v1/orders")).As<Page<OrderLine>>().Items);
}
