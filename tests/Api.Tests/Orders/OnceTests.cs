using System.Net;
using TimeBank.Orders;
using TimeBank.Storage;

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
    public async Task Twenty_at_once_have_one_effect()
    {
        var resident = Of(await Town.PersonAsync("李桂芳"));
        var from = Clock.GetUtcNow().AddDays(1);
        var form = new { itemId = Town.Escort.Id, wantedFrom = from, wantedUntil = from.AddHours(2), need = Actor.Need, address = Actor.Address };
        var client = await resident.Session.OpenAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostAsync("/api/v1/orders", form, ("Idempotency-Key", "twenty"))));

        var done = replies.Where(r => r.Status is HttpStatusCode.Created).ToList();
        Assert.Single(done.Select(r => r.As<OrderReceipt>().Id).Distinct());
        foreach (var reply in replies.Except(done)) { reply.IsProblem(HttpStatusCode.Conflict, Once.InFlight.Code); }
        await OneOrderAsync(resident);
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

    private static async Task OneOrderAsync(Actor resident) => Assert.Single((await resident.ReadAsync("/api/v1/orders")).As<Page<OrderLine>>().Items);
}
