using TimeBank.Api.Messages;
using TimeBank.Messages;

namespace TimeBank.Api.Tests.Messages;

public sealed class MessagePageTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task Messages_are_opened_one_by_one_or_all_at_once_and_lead_to_what_they_tell()
    {
        var person = await api.Town.PersonAsync("收信人");
        var order = await api.Town.PlacedAsync(person);
        foreach (var kind in new[] { "order.accepted", "order.served", "minutes.credited" }) { await WriteAsync(person, kind, order); }
        using var browser = await api.Host.ReadsPagesAsync(person);
        (await browser.GoAsync("/messages")).Reads("3 条未读").Reads("有志愿者接单了：陪诊");
        Assert.Equal("3", browser.Page.QuerySelector("a[href='/messages'] .count")!.TextContent);
        Assert.Equal(3, browser.Page.QuerySelectorAll(".unread").Length);
        Assert.Null(browser.Page.QuerySelector(".pager"));

        using var other = await api.Host.ReadsPagesAsync(await api.Town.PersonAsync("旁人"));
        (await other.GoAsync("/messages")).Reads("还没有消息");
        var opening = browser.Page.QuerySelector("form[action$='/opening']")!.GetAttribute("action")!;
        await browser.PressAsync($"form[action='{opening}']", 200);
        Assert.StartsWith("/passbook", browser.Address, StringComparison.Ordinal);
        (await browser.GoAsync("/messages")).Reads("2 条未读");
        await browser.PressAsync("form[action='/messages/read']");
        browser.Reads("都看过了");
        Assert.Null(browser.Page.QuerySelector(".count"));
    }

    [Fact]
    public async Task A_thousand_messages_are_pages()
    {
        var person = await api.Town.PersonAsync("消息很多的");
        var order = await api.Town.PlacedAsync(person);
        for (var i = 0; i < 25; i++) { await WriteAsync(person, "order.accepted", order); }
        using var browser = await api.Host.ReadsPagesAsync(person);
        await browser.GoAsync("/messages");
        Assert.Equal(20, browser.Page.QuerySelectorAll("article").Length);
        await browser.FollowAsync("看更多");
        Assert.Equal(5, browser.Page.QuerySelectorAll("article").Length);
        await browser.GoAsync("/messages?cursor=nonsense");
        Assert.Equal(20, browser.Page.QuerySelectorAll("article").Length);
    }

    [Theory]
    [InlineData("offer.made", false, false, "/offers")]
    [InlineData("order.accepted", true, false, "/orders/{0}")]
    [InlineData("order.released", false, true, "/visits/{0}")]
    [InlineData("order.given_back", false, false, "/desk/orders/{0}")]
    [InlineData("case.opened", true, false, "/orders/{0}")]
    [InlineData("minutes.credited", false, true, "/passbook")]
    [InlineData("relative.added", false, false, "/me/relatives")]
    public void Where_a_message_leads_depends_on_what_the_reader_is_to_the_order(string kind, bool isTheirs, bool isVisitor, string address)
    {
        var order = Guid.CreateVersion7(api.Town.Clock.GetUtcNow());
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, order), MessageAddresses.Of(new MessageSubject(kind, order, isTheirs, isVisitor)));
    }

    private async Task WriteAsync(Guid person, string kind, Guid order)
    {
        var data = "{\"minutes\":60}";
        await api.Town.Postgres.RunAsync($"insert into messages (id, person_id, kind, order_id, data, sent_at, event_id) values ({api.Town.NewId()}, {person}, {kind}, {order}, {data}::jsonb, {api.Town.Clock.GetUtcNow()}, {api.Town.NewId()})");
        api.Town.Clock.Advance(TimeSpan.FromSeconds(1));
    }
}
