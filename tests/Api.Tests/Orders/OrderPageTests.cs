using TimeBank.Orders;

namespace TimeBank.Api.Tests.Orders;

/// <summary>What a resident follows, reads out, decides and says, with scripts off.</summary>
public sealed class OrderPageTests(Api api) : IClassFixture<Api>
{
    private static readonly TimeSpan _tomorrow = TimeSpan.FromDays(1);

    [Fact]
    public async Task Codes_are_read_by_whoever_ordered_alone_and_when_they_are_due()
    {
        var (resident, volunteer) = (await api.Town.PersonAsync("等人的"), await api.Town.VolunteerAsync("欧阳志远"));
        var order = await api.Town.PlacedAsync(by: resident, from: api.Town.Clock.GetUtcNow() + _tomorrow);
        var visit = await api.Town.AcceptedAsync(order, volunteer);
        var codes = api.Town.CodesOf(visit);
        using var phone = await api.Host.ReadsPagesAsync(resident);
        using var stranger = await api.Host.ReadsPagesAsync(await api.Town.PersonAsync("旁人"));
        await phone.GoAsync($"/orders/{order}");
        phone.Reads("欧阳老师").DoesNotRead(Grouped(codes.Start)).DoesNotRead(Grouped(codes.End));

        api.Town.Clock.Advance(TimeSpan.FromHours(22));
        await phone.GoAsync($"/orders/{order}");
        phone.Reads(Grouped(codes.Start)).DoesNotRead(Grouped(codes.End));
        await phone.GoAsync("/");
        phone.Reads(Grouped(codes.Start));
        await stranger.GoAsync($"/orders/{order}", 404);
        stranger.DoesNotRead(Grouped(codes.Start));

        api.Town.Clock.Advance(TimeSpan.FromHours(2));
        await api.Town.DoAsync(volunteer, new CheckInVisit(order, visit, codes.Start));
        await phone.GoAsync($"/orders/{order}");
        phone.Reads(Grouped(codes.End)).DoesNotRead(Grouped(codes.Start));
    }

    [Fact]
    public async Task One_tap_rates_and_stars_and_words_may_come_along()
    {
        var (resident, volunteer) = (await api.Town.PersonAsync("评单的"), await api.Town.VolunteerAsync("江志远"));
        var order = await ServedAsync(resident, volunteer);
        using var phone = await api.Host.ReadsPagesAsync(resident);
        await phone.GoAsync($"/orders/{order}");
        await phone.PressAsync("button[name='answer'][value='Partly']", ("stars", "4"), ("tags", "Patient"), ("words", "还差一点"));
        Assert.Equal($"/orders/{order}", phone.Address);
        phone.Reads("部分解决").Reads("4 星").Reads("有耐心").Reads("还差一点");

        var second = await ServedAsync(resident, volunteer);
        await phone.GoAsync($"/orders/{second}");
        // As long as the field lets it be: a browser counts a line's end once and posts two characters.
        await phone.PressAsync("button[name='answer'][value='Solved']", ("words", $"{new string('谢', 998)}\r\n好"));
        phone.Reads("您的评价：解决了").Reads("谢谢您评单").Reads("谢谢 好");
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_named_and_kept_and_six_stars_are_none()
    {
        var (resident, volunteer) = (await api.Town.PersonAsync("话多的"), await api.Town.VolunteerAsync("耐志远"));
        var order = await ServedAsync(resident, volunteer);
        using var phone = await api.Host.ReadsPagesAsync(resident);
        await phone.GoAsync($"/orders/{order}");
        var words = new string('谢', 1001);
        await phone.PressAsync("button[name='answer'][value='Solved']", 400, ("stars", "4"), ("tags", "Patient"), ("words", words));
        Assert.Equal("order.text_too_long", phone.Refusal);
        phone.Reads("“评价”写得太长了：最多 1000 字");
        Assert.Equal(words, phone.Page.QuerySelector("textarea[name='words']")!.TextContent);
        Assert.Equal(["4", "Patient"], phone.Page.QuerySelectorAll("#rate input[checked]").Select(i => i.GetAttribute("value")));
        await phone.PressAsync("button[name='answer'][value='Solved']", 400, ("stars", "9"), ("words", "谢谢"));
        Assert.Equal("form.unreadable", phone.Refusal);
        Assert.Equal(OrderState.Served, (await api.Town.SeeAsync(order, resident)).State);

        var waits = await api.Town.PlacedAsync(by: resident, from: api.Town.Clock.GetUtcNow() + _tomorrow);
        await phone.GoAsync($"/orders/{waits}");
        var reason = new string('忙', 501);
        await phone.PressAsync("#withdraw form", 400, ("reason", reason));
        phone.Reads("“原因”写得太长了：最多 500 字");
        Assert.Equal(reason, phone.Page.QuerySelector("#withdraw[open] textarea")!.TextContent);
    }

    [Fact]
    public async Task Nobody_came_disputes_the_visit_after_it_and_tells_the_station_while_one_waits()
    {
        var (resident, volunteer) = (await api.Town.PersonAsync("没等到的"), await api.Town.VolunteerAsync("迟志远"));
        var order = await ServedAsync(resident, volunteer);
        using var phone = await api.Host.ReadsPagesAsync(resident);
        await phone.GoAsync($"/orders/{order}");
        await phone.PressAsync("form:has(input[value='NobodyCame']) button");
        phone.Reads("社区正在处理");

        var waits = await api.Town.PlacedAsync(by: resident, from: api.Town.Clock.GetUtcNow() + _tomorrow);
        await api.Town.AcceptedAsync(waits, volunteer);
        api.Town.Clock.Advance(_tomorrow + TimeSpan.FromMinutes(16));
        await phone.GoAsync($"/orders/{waits}");
        await phone.PressAsync("form:has(input[value='Report']) button");
        phone.Reads("社区正在处理");
        Assert.Equal(CaseKind.Complaint, Assert.Single((await api.Town.SeeAsync(waits, api.Town.Dispatcher)).Cases).Kind);
    }

    [Fact]
    public async Task When_nobody_has_been_found_the_choices_stand_there_before_the_time()
    {
        var resident = await api.Town.PersonAsync("要改时间的");
        var order = await api.Town.PlacedAsync(by: resident, from: api.Town.Clock.GetUtcNow() + _tomorrow);
        api.Town.Clock.Advance(TimeSpan.FromHours(22));
        await api.Town.DoAsync(null, new FindNobody(order));
        using var phone = await api.Host.ReadsPagesAsync(resident);
        await phone.GoAsync("/");
        phone.Reads("暂时还没有找到志愿者");
        await phone.GoAsync($"/orders/{order}");
        phone.Reads("前给您回话");
        await phone.FollowAsync("改个时间");
        await phone.PressAsync("main form", 400, ("clock", "02:00"));
        Assert.Equal("order.span", phone.Refusal);
        await phone.PressAsync("main form", ("day", "2"), ("clock", "15:20"), ("need", "改成后天"));
        Assert.Equal($"/orders/{order}", phone.Address);
        phone.Reads("15:20").Reads("改成后天").DoesNotRead("暂时还没有找到志愿者");
        await phone.PressAsync("#withdraw form", ("reason", "女儿回来了"));
        phone.Reads("订单已经取消").Reads("女儿回来了");
    }

    [Fact]
    public async Task A_day_and_a_time_that_are_tapped_count_before_those_that_stood_written()
    {
        var resident = await api.Town.PersonAsync("改时间的周爷爷");
        var order = await api.Town.PlacedAsync(by: resident, from: api.Town.Clock.GetUtcNow().AddDays(5).AddMinutes(20), length: TimeSpan.FromHours(1));
        using var phone = await api.Host.ReadsPagesAsync(resident);
        await phone.GoAsync($"/orders/{order}/change");
        await phone.PressAsync("main form", ("day", "1"), ("time", "14:30"));
        phone.Reads("明天 14:30");
    }

    [Fact]
    public async Task Once_more_never_again_and_a_word_about_somebody()
    {
        var (resident, volunteer) = (await api.Town.PersonAsync("有话说的"), await api.Town.VolunteerAsync("牛志远"));
        var order = await ServedAsync(resident, volunteer);
        await api.Town.RatedAsync(order, by: resident);
        using var phone = await api.Host.ReadsPagesAsync(resident);
        await phone.GoAsync($"/orders/{order}");
        await phone.FollowAsync("反映问题");
        await phone.PressAsync("main form", 400, ("words", " "));
        Assert.Equal("case.report_words", phone.Refusal);
        var tooLong = new string('话', 1001);
        await phone.PressAsync("main form", 400, ("words", tooLong));
        Assert.Equal(("order.text_too_long", tooLong), (phone.Refusal, phone.Page.QuerySelector("textarea[name='words']")!.TextContent));
        await phone.PressAsync("main form", ("words", "开口要红包"));
        phone.Reads("社区正在处理").DoesNotRead("开口要红包");

        await phone.PressAsync($"form[action='/apart/{volunteer}'] button");
        phone.Reads("以后不再安排你们见面").DoesNotRead("还想请牛老师");
        await phone.GoAsync("/orders/apart");
        phone.Reads("牛");
        await phone.PressAsync("main form");
        phone.Reads("没有设置过");

        await phone.GoAsync($"/orders/{order}");
        await phone.FollowAsync("没弄好，再来一次");
        await phone.PressAsync("main form", ("day", "1"), ("time", "10:00"));
        phone.Reads("已经收到");
    }

    [Fact]
    public async Task My_orders_stand_running_first_and_a_volunteer_is_led_to_the_visit()
    {
        var (resident, volunteer) = (await api.Town.PersonAsync("单多的"), await api.Town.VolunteerAsync("马志远"));
        var old = await ServedAsync(resident, volunteer);
        await api.Town.RatedAsync(old, by: resident);
        var running = await api.Town.PlacedAsync(by: resident);
        using var phone = await api.Host.ReadsPagesAsync(resident);
        await phone.GoAsync("/orders");
        Assert.Equal([$"/orders/{running}", $"/orders/{old}"], phone.Page.QuerySelectorAll("main ul.plain a").Select(a => a.GetAttribute("href")));
        using var other = await api.Host.ReadsPagesAsync(volunteer);
        await other.GoAsync($"/orders/{old}");
        Assert.Equal($"/visits/{old}", other.Address);
    }

    private async Task<Guid> ServedAsync(Guid resident, Guid volunteer)
    {
        var order = await api.Town.PlacedAsync(by: resident, from: api.Town.Clock.GetUtcNow() + _tomorrow);
        await api.Town.ServedAsync(order, await api.Town.AcceptedAsync(order, volunteer), volunteer, 45);
        return order;
    }

    private static string Grouped(string code) => $"{code[..3]} {code[3..]}";
}
