using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Orders;

/// <summary>A volunteer with an old phone: today's visits, the codes at the door, late, cannot come. Scripts are off.</summary>
public sealed class VisitPageTests(Api api) : IClassFixture<Api>
{
    private readonly Town _town = api.Town;

    [Fact]
    public async Task From_the_offer_to_the_passbook_on_pages_alone()
    {
        var volunteer = await _town.VolunteerAsync("王志远");
        var resident = await _town.PersonAsync("周桂兰", phone: "13800138000");
        var order = await _town.PlacedAsync(by: resident, from: _town.Clock.GetUtcNow().AddHours(1));
        await _town.DoAsync(_town.Dispatcher, new DispatchOrder(order, [volunteer], false, null));

        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        await phone.GoAsync("/offers");
        phone.Reads("陪诊").Reads("婉拒不影响任何评价").Reads("本社区").Reads("接单以后才能看到姓名、电话和住址").DoesNotRead("周桂兰").DoesNotRead("昭明台 3 栋");
        await phone.PressAsync("form:has(input[value=Accept])");
        Assert.Equal($"/visits/{order}", phone.Address);
        phone.Reads("周桂兰").Reads("13800138000").Reads("昭明台 3 栋 2 单元").Reads("要人陪着去医院");
        Assert.NotNull(phone.Page.QuerySelector("a[href='tel:13800138000']"));

        var codes = _town.CodesOf((await _town.SeeAsync(order, volunteer)).Assignments.Single().Id);
        _town.Clock.Advance(TimeSpan.FromHours(1));
        await phone.GoAsync("/today");
        await phone.PressAsync("form:has(input[value=CheckIn])", 409, ("code", "000000"));
        Assert.Equal(("code.wrong", "/today"), (phone.Refusal, Path(phone)));
        phone.Reads("已输错 1 次（最多 5 次），还可以试 4 次");
        await phone.PressAsync("form:has(input[value=CheckIn])", ("code", $"{codes.Start[..3]} {codes.Start[3..]}"));
        phone.Reads("已签到").Reads("结束口令");
        _town.Clock.Advance(TimeSpan.FromMinutes(95));
        await phone.PressAsync("form:has(input[value=CheckOut])", ("code", codes.End));
        Assert.Equal($"/visits/{order}", phone.Address);
        phone.Reads("服务完成，共 1 小时 35 分").Reads("信用时").DoesNotRead("周桂兰");
        (await phone.GoAsync("/today")).Reads("今天已经做完的（1）").Reads("已完成").DoesNotRead("周桂兰");

        await _town.RatedAsync(order, by: resident);
        await _town.CreditAsync();
        (await phone.GoAsync("/passbook")).Reads("1 小时 35 分可用").Reads("陪诊").Reads("信用时").Reads("结余 1 小时 35 分");
    }

    [Fact]
    public async Task Five_wrong_codes_lock_and_the_page_says_whom_to_call()
    {
        var (volunteer, order, _) = await AcceptedAsync("赵一");
        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        await phone.GoAsync($"/visits/{order}");
        for (var miss = 0; miss < Assignment.GreatestMisses; miss++) { await phone.PressAsync("form:has(input[value=CheckIn])", 409, ("code", "000000")); }
        Assert.Null(phone.Page.QuerySelector("form:has(input[value=CheckIn])"));
        phone.Reads("口令连错五次已锁定").Reads("昭明台社区");
    }

    [Fact]
    public async Task Late_is_one_tap_and_said_back_with_the_hour()
    {
        var (volunteer, order, visit) = await AcceptedAsync("钱二");
        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        await phone.GoAsync("/today");
        await phone.PressAsync("form:has(input[value=Late]):has(input[name=minutes][value='20'])");
        Assert.Equal(20, (await _town.SeeAsync(order, _town.Resident)).Assignments.Single(a => a.Id == visit).LateMinutes);
        phone.Reads("已告诉对方您会晚到 20 分钟");
        Assert.Null(phone.Page.QuerySelector("form:has(input[value=Late]):has(input[name=minutes][value='20'])"));
        Assert.NotNull(phone.Page.QuerySelector("form:has(input[value=Late]):has(input[name=minutes][value='30'])"));
    }

    [Fact]
    public async Task Cannot_come_leads_back_to_today_without_a_word_of_blame()
    {
        var (volunteer, order, _) = await AcceptedAsync("孙三");
        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        await phone.GoAsync($"/visits/{order}");
        phone.Reads("不会记在您头上");
        var tooLong = new string('忙', 501);
        await phone.PressAsync("form:has(input[value=GiveBack])", 400, ("reason", tooLong));
        phone.Reads("“原因”写得太长了：最多 500 字");
        Assert.Equal(tooLong, phone.Page.QuerySelector("details[open] input[name=reason]")!.GetAttribute("value"));
        await phone.PressAsync("form:has(input[value=GiveBack])", ("reason", "孩子发烧"));
        Assert.Equal("/today", phone.Address);
        Assert.Equal(OrderState.Placed, (await _town.SeeAsync(order, _town.Dispatcher)).State);
        (await phone.GoAsync($"/visits/{order}")).Reads("您已退回这一单").DoesNotRead("周桂兰");
    }

    [Fact]
    public async Task Nobody_at_home_is_two_telephone_numbers()
    {
        var (volunteer, order, _) = await AcceptedAsync("李四");
        await _town.Postgres.RunAsync($"update sites set phone = '0710-3512345' where id = {_town.Station.Id}");
        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        await phone.GoAsync($"/visits/{order}");
        phone.Reads("居民不在家").Reads("由工作人员登记");
        Assert.NotNull(phone.Page.QuerySelector("details a[href='tel:0710-3512345']"));
    }

    [Fact]
    public async Task Who_was_slower_hears_it_kindly_and_an_order_that_is_not_theirs_tells_nothing()
    {
        var (quick, slow) = (await _town.VolunteerAsync("手快的"), await _town.VolunteerAsync("手慢的"));
        var order = await _town.PlacedAsync();
        await _town.DoAsync(_town.Dispatcher, new DispatchOrder(order, [quick, slow], false, null));
        using var phone = await api.Host.ReadsPagesAsync(slow);
        await phone.GoAsync("/offers");
        await _town.DoAsync(quick, new AcceptOffer(order, (await _town.SeeAsync(order, quick)).Offers.Single(o => o.PersonId == quick).Id));
        await phone.PressAsync("form:has(input[value=Accept])", 409);
        Assert.Equal("order.taken", phone.Refusal);
        phone.Reads("谢谢您的热心").DoesNotRead("要人陪着去医院");

        using var stranger = await api.Host.ReadsPagesAsync(await _town.VolunteerAsync("旁人"));
        (await stranger.GoAsync($"/visits/{order}", 410)).Reads("再看看别的").DoesNotRead("陪诊").DoesNotRead("昭明台 3 栋");
    }

    [Fact]
    public async Task Declining_costs_nothing_and_leaves_an_empty_page_that_teaches()
    {
        var volunteer = await _town.VolunteerAsync("周五");
        var order = await _town.PlacedAsync();
        await _town.DoAsync(_town.Dispatcher, new DispatchOrder(order, [volunteer], false, null));
        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        await phone.GoAsync("/offers");
        await phone.PressAsync("form:has(input[value=Decline])");
        Assert.Equal("/offers", phone.Address);
        phone.Reads("现在没有派给您的单");
        using var nobody = await api.Host.ReadsPagesAsync(await _town.PersonAsync("还不是志愿者的"));
        (await nobody.GoAsync("/today")).Reads("您还不是志愿者");
        (await nobody.GoAsync("/pool")).Reads("您还不是志愿者");
        (await nobody.GoAsync("/passbook")).Reads("还没有时间存折");
    }

    [Fact]
    public async Task In_English_too()
    {
        var (volunteer, order, _) = await AcceptedAsync("吴六");
        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        await phone.GoAsync("/today?lang=en");
        phone.Reads("Hospital escort").Reads("Start code").Reads("Nobody is at home");
        (await phone.GoAsync($"/visits/{order}")).Reads("What is needed");
    }

    /// <summary>Accepted, and at the planned time.</summary>
    private async Task<(Guid Volunteer, Guid Order, Guid Visit)> AcceptedAsync(string name)
    {
        var volunteer = await _town.VolunteerAsync(name);
        var order = await _town.PlacedAsync(from: _town.Clock.GetUtcNow().AddHours(1));
        var visit = await _town.AcceptedAsync(order, volunteer);
        _town.Clock.Advance(TimeSpan.FromHours(1));
        return (volunteer, order, visit);
    }

    private static string Path(PageReader reader) => reader.Page.QuerySelector("form:has(input[value=CheckIn]) input[name=back]")!.GetAttribute("value")!;
}
