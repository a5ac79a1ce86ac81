using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Desks;

/// <summary>Calls, call-backs and what must be settled, by forms alone.</summary>
public sealed class AfterwardsPageTests(Api api) : IClassFixture<Api>
{
    private Town Town => api.Town;

    [Fact]
    public async Task Who_cannot_read_messages_is_rung_and_ticked()
    {
        var (caller, volunteer) = (await Town.PersonAsync("吴奶奶", phone: "13900000041"), await Town.VolunteerAsync("王志远"));
        var order = await Town.PlacedAsync(by: caller);
        await Town.AcceptedAsync(order, volunteer);
        await Town.Postgres.RunAsync($"insert into messages (id, person_id, kind, order_id, data, sent_at, event_id) values ({Town.NewId()}, {caller}, 'order.accepted', {order}, '{{}}'::jsonb, {Town.Clock.GetUtcNow()}, {Town.NewId()})");
        using var desk = await GoAsync(Town.Dispatcher, "calls");
        desk.Reads("吴奶奶您好，这里是昭明台社区。您要的“陪诊”有人来了：王老师").Reads("13900000041");
        await desk.PressAsync("form[action='/desk/calls']");
        Assert.Equal($"/desk/{Town.Station.Code}/calls", desk.Address);
        desk.DoesNotRead("吴奶奶");
    }

    [Fact]
    public async Task A_visit_that_staff_vouched_for_is_called_back_by_a_colleague_and_rated_for_the_resident()
    {
        var (caller, volunteer) = (await Town.PersonAsync("郑奶奶", phone: "13900000042"), await Town.VolunteerAsync("冯二"));
        var order = await Town.PlacedAsync(by: caller);
        await Town.AcceptedAsync(order, volunteer);
        Town.Clock.Advance(TimeSpan.FromDays(1));
        using var desk = await api.Host.ReadsPagesAsync(Town.Dispatcher);
        await desk.GoAsync($"/desk/orders/{order}");
        await desk.PressAsync("form:has(input[value='CheckIn'])");
        Town.Clock.Advance(TimeSpan.FromMinutes(50));
        await desk.GoAsync($"/desk/orders/{order}");
        await desk.PressAsync("form:has(input[value='CheckOut']):not(:has(input[value='NotHome']))");
        desk.Reads("荣誉时").Reads("工作人员见证到达");

        await desk.GoAsync($"/desk/{Town.Station.Code}/calls");
        desk.Reads("您在现场作过证明，请同事来回访");
        using var colleague = await GoAsync(Town.SecondDispatcher, "calls");
        await colleague.PressAsync($"form[action='/orders/{order}/moves']:has(input[name='confirms'][value='true'])");
        colleague.Reads("已回访，可以代为评单");
        await colleague.GoAsync($"/desk/orders/{order}");
        await colleague.PressAsync("form:has(input[name='answer'])", ("answer", "Solved"), ("stars", "5"));
        Assert.Equal(OrderState.Rated, (await Town.SeeAsync(order, Town.Dispatcher)).State);
    }

    [Fact]
    public async Task A_missing_check_out_is_settled_by_one_and_approved_by_another()
    {
        var volunteer = await Town.VolunteerAsync("陈三");
        var order = await Town.PlacedAsync(by: await Town.PersonAsync("褚奶奶"));
        var visit = await Town.AcceptedAsync(order, volunteer);
        Town.Clock.Advance(TimeSpan.FromDays(1));
        await Town.DoAsync(volunteer, new CheckInVisit(order, visit, Town.CodesOf(visit).Start));
        Town.Clock.Advance(TimeSpan.FromHours(3));
        await Town.DoAsync(null, new MissCheckOut(order, visit));

        using var manager = await GoAsync(Town.Manager, "cases");
        manager.Reads("漏签退").Reads("没有签退，不会自动计时");
        await manager.GoAsync($"/desk/orders/{order}");
        await manager.PressAsync($"form[action='/desk/orders/{order}/settle'] button:not([name])", 400, ("until", "23:59"));
        Assert.Equal("case.interval", manager.Refusal);
        var tooLong = new string('长', 501);
        await manager.PressAsync($"form[action='/desk/orders/{order}/settle'] button:not([name])", 400, ("until", TimeFrom(Town.Clock.GetUtcNow().AddHours(-1))), ("reason", tooLong));
        manager.Reads("“原因”写得太长了：最多 500 字");
        Assert.Equal(tooLong, manager.Page.QuerySelector($"form[action='/desk/orders/{order}/settle'] input[name='reason']")!.GetAttribute("value"));
        await manager.PressAsync($"form[action='/desk/orders/{order}/settle'] button:not([name])", ("until", TimeFrom(Town.Clock.GetUtcNow().AddHours(-1))), ("reason", "双方都记得"));
        manager.Reads("这是您提出的，请另一位审核人来同意");
        using var second = await GoAsync(Town.SecondManager, "cases");
        second.Reads("审核人甲").Reads("2 小时");
        await second.PressAsync($"form[action='/orders/{order}/moves']:has(input[value='Approve'])");
        Assert.Equal(AssignmentState.Served, Assert.Single((await Town.SeeAsync(order, Town.Manager)).Assignments).State);
    }

    [Fact]
    public async Task A_dispute_is_resolved_visit_by_visit_and_a_record_corrected_by_two()
    {
        var volunteer = await Town.VolunteerAsync("卫四");
        var resident = await Town.PersonAsync("蒋奶奶");
        var order = await Town.PlacedAsync(by: resident);
        var visit = await Town.AcceptedAsync(order, volunteer);
        await Town.ServedAsync(order, visit, volunteer, 60);
        await Town.DoAsync(resident, new RateOrder(order, Answer.Partly, 3, [], "没有那么久", Objection.WrongTimes));
        using var manager = await GoAsync(Town.Manager, "cases");
        manager.Reads("居民说：时间不对").Reads("没有那么久");
        using var dispatcher = await GoAsync(Town.Dispatcher, "cases");
        Assert.Empty(dispatcher.Reads("由审核人处理").Page.QuerySelectorAll($"form[action='/desk/orders/{order}/resolve'], form[action='/orders/{order}/moves']"));
        await manager.PressAsync($"form[action='/desk/orders/{order}/resolve']", ($"verdict-{visit}", "minutes"), ($"minutes-{visit}", "40"), ("reason", "听取双方"));
        using var second = await GoAsync(Town.SecondManager, "cases");
        second.Reads("卫四 记 40 分钟");
        await second.PressAsync($"form[action='/orders/{order}/moves']:has(input[value='Approve'])");
        await Town.CreditAsync();

        await manager.GoAsync($"/desk/orders/{order}");
        await manager.PressAsync("form[action$='/corrections']", ("minutes", "30"), ("reason", "WrongTimes"));
        await second.GoAsync($"/desk/{Town.Station.Code}/cases");
        second.Reads("审核人甲 提出：40 分钟 改为 30 分钟");
        await dispatcher.GoAsync($"/desk/{Town.Station.Code}/cases");
        Assert.Empty(dispatcher.Reads("审核人甲 提出").Page.QuerySelectorAll("form[action*='/corrections/']"));
        await second.PressAsync("form[action$='/approve']");
        second.Reads("没有等第二个人同意的更正");
    }

    [Fact]
    public async Task Staff_change_the_time_and_the_volunteer_is_asked_again()
    {
        var volunteer = await Town.VolunteerAsync("沈五");
        var order = await Town.PlacedAsync(by: await Town.PersonAsync("韩奶奶"), from: Town.Clock.GetUtcNow().AddDays(3));
        await Town.AcceptedAsync(order, volunteer);
        using var desk = await api.Host.ReadsPagesAsync(Town.Dispatcher);
        await desk.GoAsync($"/desk/orders/{order}");
        var change = $"form[action='/desk/orders/{order}/change']";
        await desk.PressAsync(change, ("need", "带上轮椅"));
        Assert.Equal(OrderState.Accepted, (await Town.SeeAsync(order, Town.Dispatcher)).State);   // other words move nobody
        await desk.PressAsync(change, ("from", "15:00"), ("until", "16:00"));
        var moved = await Town.SeeAsync(order, Town.Dispatcher);
        Assert.Equal((OrderState.Offered, "带上轮椅"), (moved.State, moved.Need));
        Assert.Equal(volunteer, Assert.Single(moved.Offers, o => o.State is OfferState.Live).PersonId);
    }

    /// <summary>As a clock in Xiangyang shows it.</summary>
    private static string TimeFrom(DateTimeOffset instant) => instant.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<PageReader> GoAsync(Guid person, string page) => await (await api.Host.ReadsPagesAsync(person)).GoAsync($"/desk/{Town.Station.Code}/{page}");
}
