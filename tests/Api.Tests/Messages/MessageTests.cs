using System.Net;

namespace TimeBank.Api.Tests.Messages;

public sealed class MessageTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task Messages_are_listed_counted_and_read_by_their_owner_alone()
    {
        var (person, now) = (await api.Town.PersonAsync("收信人"), api.Town.Clock.GetUtcNow());
        var order = await api.Town.PlacedAsync(person);
        foreach (var kind in new[] { "order.accepted", "order.served" })
        {
            await api.Town.Postgres.RunAsync($"insert into messages (id, person_id, kind, order_id, data, sent_at, event_id) values ({api.Town.NewId()}, {person}, {kind}, {order}, '{{}}', {now}, {api.Town.NewId()})");
            api.Town.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        using var owner = await api.Host.AsAsync(person);
        var page = (await owner.ReadAsync("/api/v1/messages?size=1")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("order.served", 2), (page.GetProperty("items")[0].GetProperty("kind").GetString(), page.GetProperty("unread").GetInt32()));
        Assert.Equal("“陪诊”做完了，麻烦您评一评：解决了吗？", page.GetProperty("items")[0].GetProperty("text").GetProperty("zh").GetString());
        var rest = (await owner.ReadAsync($"/api/v1/messages?cursor={page.GetProperty("next").GetString()}")).Json;
        Assert.Equal("order.accepted", rest.GetProperty("items")[0].GetProperty("kind").GetString());

        var path = $"/api/v1/messages/{rest.GetProperty("items")[0].GetProperty("id").GetString()}/read";
        using var other = await api.Host.AsAsync(await api.Town.PersonAsync("旁人"));
        (await other.SendAsync(HttpMethod.Post, path)).IsProblem(HttpStatusCode.NotFound, "message.not_found");
        (await owner.SendAsync(HttpMethod.Post, path)).Is(HttpStatusCode.NoContent);
        Assert.Equal(1, (await owner.ReadAsync("/api/v1/messages")).Json.GetProperty("unread").GetInt32());
        (await other.SendAsync(HttpMethod.Post, "/api/v1/messages/read")).Is(HttpStatusCode.NoContent);
        Assert.Equal(1, (await owner.ReadAsync("/api/v1/messages")).Json.GetProperty("unread").GetInt32());
        (await owner.SendAsync(HttpMethod.Post, "/api/v1/messages/read")).Is(HttpStatusCode.NoContent);
        Assert.Equal(0, (await owner.ReadAsync("/api/v1/messages")).Json.GetProperty("unread").GetInt32());
    }
}
