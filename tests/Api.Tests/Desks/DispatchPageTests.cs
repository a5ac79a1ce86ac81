using TimeBank.Desks;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Desks;

/// <summary>派单 by forms alone, as from a browser without scripts.</summary>
public sealed class DispatchPageTests(Api api) : IClassFixture<Api>
{
    private Town Town => api.Town;
    private string Board => $"/desk/{Town.Station.Code}";

    [Fact]
    public async Task The_desk_leads_to_the_only_board_one_has_and_to_nobody_elses()
    {
        using var dispatcher = await api.Host.ReadsPagesAsync(Town.Dispatcher);
        await dispatcher.GoAsync("/desk");
        Assert.Equal(Board, dispatcher.Address);
        using var stranger = await api.Host.ReadsPagesAsync(Town.Resident);
        (await stranger.GoAsync("/desk")).Reads("没有派单台的岗位");
        foreach (var page in new[] { "", "/new", "/calls", "/cases", "/people" }) { await stranger.GoAsync($"{Board}{page}", 404); }
        using var nobody = await api.Host.ReadsPagesAsync();
        await nobody.GoAsync(Board);
        Assert.StartsWith("/sign-in", nobody.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_count_leads_to_its_list()
    {
        using var desk = await api.Host.ReadsPagesAsync(Town.Dispatcher);
        await desk.GoAsync(Board);
        var counts = desk.Page.QuerySelectorAll(".tile a").Select(a => a.GetAttribute("href"));
        Assert.Equal(Enum.GetNames<BoardColumn>().Select(column => $"#column-{column}").Order(), counts.Order());
        Assert.All(counts, count => Assert.Single(desk.Page.QuerySelectorAll(count!)));
    }

    [Fact]
    public async Task The_first_name_is_one_press_away_and_the_dispatch_can_be_undone()
    {
        var (volunteer, order) = (await VolunteerAsync("王志远"), await Town.PlacedAsync());
        using var dispatcher = await OpenAsync(Town.Dispatcher, order);
        dispatcher.Reads("陪诊").Reads("周桂兰").Reads("要人陪着去医院").Reads("派给谁").Reads("本站");
        await dispatcher.PressAsync($"button[name='only'][value='{volunteer}']");
        Assert.Equal($"{Board}?order={order}", dispatcher.Address);
        dispatcher.Reads("王志远 · 等回复").Reads("已问 1 人");
        Assert.Equal(OrderState.Offered, (await Town.SeeAsync(order, Town.Dispatcher)).State);

        await dispatcher.PressAsync(".undo button");
        dispatcher.Reads("王志远 · 已撤回");
        Assert.Equal(OrderState.Placed, (await Town.SeeAsync(order, Town.Dispatcher)).State);
    }

    [Fact]
    public async Task Several_are_ticked_or_the_pool_is_opened_with_a_deadline()
    {
        var (one, two, order) = (await VolunteerAsync("赵一"), await VolunteerAsync("钱二"), await Town.PlacedAsync(places: 2));
        using var dispatcher = await OpenAsync(Town.Dispatcher, order);
        await dispatcher.PressAsync(".dispatch-foot button:not([name])", ("personIds", one.ToString()), ("personIds", two.ToString()), ("minutes", "30"));
        var offers = (await Town.SeeAsync(order, Town.Dispatcher)).Offers;
        Assert.Equal([one, two], offers.Select(o => o.PersonId!.Value).Order().Intersect([one, two]).OrderBy(id => id == one ? 0 : 1));
        Assert.All(offers, o => Assert.Equal(Town.Clock.GetUtcNow().AddMinutes(30), o.DeadlineAt));

        await dispatcher.PressAsync("button[name='pool']");
        Assert.Contains((await Town.SeeAsync(order, Town.Dispatcher)).Offers, o => o.Pool);
        Assert.Null(dispatcher.Page.QuerySelector("button[name='pool']"));
    }

    [Fact]
    public async Task Who_comes_second_reads_who_was_first_and_sees_the_order_as_it_is()
    {
        var (one, two, order) = (await VolunteerAsync("孙三"), await VolunteerAsync("李四"), await Town.PlacedAsync());
        using var first = await OpenAsync(Town.Dispatcher, order);
        using var second = await OpenAsync(Town.SecondDispatcher, order);
        second.Reads("派单员甲也在看这个订单");
        await first.PressAsync($"button[name='only'][value='{one}']");
        await second.PressAsync($"button[name='only'][value='{two}']", 409);
        Assert.Equal("order.moved", second.Refusal);
        second.Reads("派单员甲刚刚派给了孙三").Reads("孙三 · 等回复");
        Assert.Equal(one, Assert.Single((await Town.SeeAsync(order, Town.Dispatcher)).Offers).PersonId);
    }

    [Fact]
    public async Task Two_who_dispatch_at_once_never_both_do()
    {
        var (one, two) = (await VolunteerAsync("周五"), await VolunteerAsync("吴六"));
        for (var round = 0; round < 5; round++)
        {
            var order = await Town.PlacedAsync(by: await Town.PersonAsync($"居民{round}"));
            using var first = await OpenAsync(Town.Dispatcher, order);
            using var second = await OpenAsync(Town.SecondDispatcher, order);
            await Task.WhenAll(TryAsync(first, one), TryAsync(second, two));
            Assert.Single((await Town.SeeAsync(order, Town.Dispatcher)).Offers);
            Assert.Single(new[] { first, second }, desk => desk.Refusal == "order.moved");
            Assert.Single(new[] { first, second }, desk => desk.Refusal is null);
        }
    }

    [Fact]
    public async Task An_order_is_forwarded_or_refused_with_a_reason_that_the_resident_reads()
    {
        var (order, other) = (await Town.PlacedAsync(), await Town.PlacedAsync(by: await Town.PersonAsync("钱奶奶")));
        using var dispatcher = await OpenAsync(Town.Dispatcher, order);
        await dispatcher.PressAsync("form:has(textarea[name='reason']) button", 400, ("reason", " "));
        Assert.Equal("move.field_missing", dispatcher.Refusal);
        var tooLong = new string('长', 501);
        await dispatcher.PressAsync("form:has(textarea[name='reason']) button", 400, ("reason", tooLong));
        Assert.Equal(tooLong, dispatcher.Page.QuerySelector("textarea[name='reason']")!.TextContent);
        Assert.All(dispatcher.Page.QuerySelectorAll("input[name='reason']"), field => Assert.Null(field.GetAttribute("value")));   // nor in the other tools
        await dispatcher.PressAsync("form:has(textarea[name='reason']) button", ("reason", "需要专业救护"));
        Assert.Equal((OrderState.Rejected, "需要专业救护"), ((await Town.SeeAsync(order, Town.Resident)).State, (await Town.SeeAsync(order, Town.Resident)).Reason));

        using var again = await OpenAsync(Town.Dispatcher, other);
        await again.PressAsync("form:has(select[name='siteId']) button", ("siteId", Town.OtherStation.Id.ToString()));
        Assert.Equal(Town.OtherStation.Id, (await Town.SeeAsync(other, Town.SecondDispatcher)).SiteId);
    }

    [Fact]
    public async Task The_slip_says_who_where_and_when_and_never_a_code()
    {
        var (volunteer, order) = (await VolunteerAsync("郑七"), await Town.PlacedAsync());
        var codes = Town.CodesOf(await Town.AcceptedAsync(order, volunteer));
        using var dispatcher = await api.Host.ReadsPagesAsync(Town.Dispatcher);
        await dispatcher.GoAsync($"/desk/orders/{order}/slip");
        dispatcher.Reads("郑七").Reads("昭明台 3 栋 2 单元").Reads("周桂兰").DoesNotRead(codes.Start).DoesNotRead(codes.End);
        using var resident = await api.Host.ReadsPagesAsync(Town.Resident);
        await resident.GoAsync($"/desk/orders/{order}/slip", 404);
        await resident.GoAsync($"/desk/orders/{order}", 404);
        using var supervisor = await api.Host.ReadsPagesAsync(await Town.StaffAsync("督查", Right.Supervisor, Town.County));
        (await supervisor.GoAsync($"/desk/orders/{order}")).DoesNotRead("周桂兰").DoesNotRead("要人陪着去医院");
    }

    /// <summary>Somebody who can sign in; the others stand behind them.</summary>
    private async Task<Guid> VolunteerAsync(string name)
    {
        var volunteer = await Town.VolunteerAsync(name);
        await Town.Postgres.RunAsync($"update persons set account_id = {Town.NewId()} where id = {volunteer}");
        return volunteer;
    }

    private async Task<PageReader> OpenAsync(Guid person, Guid order) => await (await api.Host.ReadsPagesAsync(person)).GoAsync($"{Board}?order={order}");

    /// <summary>Whichever answer comes: it went on, or it was refused.</summary>
    private static async Task TryAsync(PageReader desk, Guid volunteer)
    {
        try { await desk.PressAsync($"button[name='only'][value='{volunteer}']"); }
        catch (Xunit.Sdk.TrueException) when (desk.Status is System.Net.HttpStatusCode.Conflict) { return; }
    }
}
