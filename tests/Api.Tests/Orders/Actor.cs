using System.Net;
using System.Text.Json;
using TimeBank.Api.Http;
using TimeBank.Events;
using TimeBank.Orders;

namespace TimeBank.Api.Tests.Orders;

/// <summary>An order as whoever placed it knows it.</summary>
public sealed record PlacedOrder(Guid Id, Actor Orderer, DateTimeOffset From, DateTimeOffset Until);

/// <summary>A person at work over HTTP. Every step must succeed, unless they are to hear a refusal:
/// <c>await late.Hears(OrderRefusals.Taken).AcceptsAsync(order)</c>.</summary>
public sealed partial record Actor(Session Session, Refusal? Refused = null)
{
    public Guid Id => Session.PersonId;

    /// <summary>The same person, about to be told no.</summary>
    public Actor Hears(Refusal why) => this with { Refused = why };

    public async Task<Reply> PostAsync(string path, object? body = null, string? key = null, HttpStatusCode done = HttpStatusCode.OK)
    {
        var client = await Session.OpenAsync();
        var text = body is null ? null : JsonSerializer.Serialize(body, WireJson.Options);
        var reply = key is null ? await client.PostAsync(path, text) : await client.PostAsync(path, text, ("Idempotency-Key", key));
        return Refused is { } why ? reply.IsProblem((HttpStatusCode)HttpRefusals.StatusOf(why), why.Code) : reply.Is(done);
    }

    public async Task<Reply> ReadAsync(string path)
    {
        var reply = await (await Session.OpenAsync()).ReadAsync(path);
        return Refused is { } why ? reply.IsProblem((HttpStatusCode)HttpRefusals.StatusOf(why), why.Code) : reply.Is(HttpStatusCode.OK);
    }

    public async Task<Reply> DeleteAsync(string path)
    {
        var reply = await (await Session.OpenAsync()).SendAsync(HttpMethod.Delete, path);
        return Refused is { } why ? reply.IsProblem((HttpStatusCode)HttpRefusals.StatusOf(why), why.Code) : reply.Is(HttpStatusCode.NoContent);
    }

    public Task<Reply> MovesAsync(PlacedOrder order, object move, string? key = null) => PostAsync($"/api/v1/orders/{order.Id}/moves", move, key);

    /// <summary>The order as this person may see it, and in the state they expect.</summary>
    public async Task<OrderView> SeesAsync(PlacedOrder order, OrderState? expected = null)
    {
        var view = (await ReadAsync($"/api/v1/orders/{order.Id}")).As<OrderView>();
        if (expected is not null) { Assert.Equal(expected, view.State); }
        return view;
    }

    /// <summary>For this person the order does not exist.</summary>
    public Task DoesNotSeeAsync(PlacedOrder order) => Hears(OrderRefusals.NotFound).ReadAsync($"/api/v1/orders/{order.Id}");

    /// <summary>What is needed to ask at all is looked up even where the answer will be no.</summary>
    private Task<OrderView> LooksAtAsync(PlacedOrder order) => (this with { Refused = null }).SeesAsync(order);
}

/// <summary>Somebody's sign-in; when the clock has left the token behind, they sign in again.</summary>
public sealed class Session(Api api, Guid personId)
{
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(50);
    private HttpClient? _client;
    private DateTimeOffset _since;

    public Api Api => api;
    public Guid PersonId => personId;

    public async Task<HttpClient> OpenAsync()
    {
        var now = api.Town.Clock.GetUtcNow();
        if (_client is null || now - _since > _fresh) { (_client, _since) = (await api.Host.AsAsync(personId), now); }
        return _client;
    }
}

public static class Replies
{
    public static T As<T>(this Reply reply) => JsonSerializer.Deserialize<T>(reply.Body, WireJson.Options)!;
}
