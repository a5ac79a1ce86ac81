using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Orders;

/// <summary>Ordering on a phone with scripts off: one question a screen.</summary>
public sealed class PlacingPageTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task A_resident_orders_one_question_a_screen_and_hears_what_happens_next()
    {
        using var phone = await api.Host.ReadsPagesAsync(await ResidentAsync("点单的"));
        await phone.GoAsync("/order");
        phone.Reads("您要什么帮助").Reads("110");
        await phone.PressAsync("button[name='item']");
        Assert.Equal("/order/urgent", phone.Address);
        await phone.PressAsync("button[value='Danger']");
        Assert.Equal("/order/danger", phone.Address);
        Assert.Equal(["tel:120", "tel:119", "tel:110"], phone.Page.QuerySelectorAll("main .danger a").Select(a => a.GetAttribute("href")));
        await phone.PressAsync("main button.main");
        Assert.Equal("/order/when", phone.Address);
        await phone.PressAsync("main form", ("day", "1"), ("time", "14:30"));
        Assert.Equal("/order/where", phone.Address);
        phone.Reads("昭明台 3 栋");
        await phone.PressAsync("main form");
        await phone.PressAsync("main form", ("need", "腿脚不便，要人扶"));
        Assert.Equal("/order/check", phone.Address);
        phone.Reads("腿脚不便").Reads("明天 14:30").Reads("昭明台 3 栋").Reads("危险");
        await phone.Choose("photos", Pictures.Jpeg(), Pictures.Png()).PressAsync("main form");

        Assert.EndsWith("/placed", phone.Address, StringComparison.Ordinal);
        phone.Reads("已经收到").Reads("前给您回话").Reads("110");
        Assert.Equal(2, phone.Page.QuerySelectorAll("main img").Length);
        await phone.FollowAsync("看我的订单");
        phone.Reads("陪诊").Reads("腿脚不便");
        await phone.GoAsync("/order/check");
        Assert.Equal("/order", phone.Address);   // the draft has become an order
    }

    [Fact]
    public async Task What_was_answered_is_kept_on_a_refusal_a_wrong_turn_and_the_way_back()
    {
        using var phone = await api.Host.ReadsPagesAsync(await ResidentAsync("走错路的"));
        await phone.GoAsync("/order/words");   // there is no item for "something else" on this menu
        Assert.Equal("/order", phone.Address);
        await phone.PressAsync("button[name='item']");
        await phone.PressAsync("button[value='Ordinary']");

        await phone.PressAsync("main form", 400);
        Assert.Equal("placing.when", phone.Refusal);
        await phone.PressAsync("main form", 400, ("day", "0"), ("clock", "03:00"));
        Assert.Equal("placing.when", phone.Refusal);
        foreach (var tooFar in new[] { "2028-01-01", "9999-12-31" })
        {
            await phone.PressAsync("main form", 400, ("date", tooFar), ("clock", "23:30"));
            Assert.Equal("placing.when", phone.Refusal);
            phone.Reads("一年以内");
        }

        await phone.PressAsync("main form", ("date", "2026-11-30"), ("clock", "09:15"));
        await phone.PressAsync("main form", 400, ("address", " "));
        Assert.Equal("placing.where", phone.Refusal);
        await phone.PressAsync("main form", 400, ("address", new string('街', 201)));
        phone.Reads("“地址”写得太长了：最多 200 字");
        Assert.Equal(201, phone.Page.QuerySelector("textarea[name='address']")!.TextContent.Length);
        await phone.PressAsync("main form", ("address", "西街 8 号"));

        await phone.GoAsync("/");
        await phone.GoAsync("/order/check");
        Assert.Equal("/order/details", phone.Address);   // the first question that is still open
        await phone.PressAsync("main form", ("need", ""));
        phone.Reads("西街 8 号").Reads("09:15");
        await phone.FollowAsync("/order/where?then=check");
        phone.Reads("西街 8 号");
        await phone.PressAsync("main form", ("address", "西街 9 号"));
        Assert.Equal("/order/check", phone.Address);
        phone.Reads("西街 9 号");

        // Refused at the last step, all is still there: a site that no longer offers it.
        await api.Town.Postgres.RunAsync($"update service_items set retired_at = {api.Town.Clock.GetUtcNow()} where id = {api.Town.Escort.Id}");
        await phone.PressAsync("main form", 400);
        Assert.Equal("order.not_on_menu", phone.Refusal);
        phone.Reads("西街 9 号");
        await api.Town.Postgres.RunAsync($"update service_items set retired_at = null where id = {api.Town.Escort.Id}");
        await phone.PressAsync("main form");
        phone.Reads("已经收到");
    }

    [Fact]
    public async Task The_last_page_sent_again_finds_its_order_and_an_older_one_says_what_to_do()
    {
        var resident = await ResidentAsync("按了返回的");
        using var phone = await api.Host.ReadsPagesAsync(resident);
        await phone.GoAsync($"/order?item={api.Town.Escort.Id}");
        await phone.PressAsync("button[value='Ordinary']");
        await phone.PressAsync("main form", ("day", "1"), ("time", "10:00"));
        await phone.PressAsync("main form");
        await phone.PressAsync("main form");
        PageReader tab = new(phone.Http);
        await tab.GoAsync("/order/check");
        await phone.PressTwiceAsync("main form");
        phone.Reads("已经收到");
        Assert.Single(await api.Town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from orders where orderer_id = {resident}"));

        await tab.PressAsync("main form", 409);
        Assert.Equal("placing.gone", tab.Refusal);
        tab.Reads("这一页已经提交过");
        await tab.FollowAsync("看我的订单");
        tab.Reads("陪诊");
    }

    [Fact]
    public async Task Nothing_personal_stands_in_an_address_and_nobody_else_opens_the_draft()
    {
        using var phone = await api.Host.ReadsPagesAsync(await ResidentAsync("先用的"));
        await phone.GoAsync($"/order?item={api.Town.Escort.Id}");
        Assert.Equal("/order/urgent", phone.Address);
        await phone.PressAsync("button[value='Ordinary']");
        await phone.PressAsync("main form", ("day", "1"), ("time", "10:00"));
        await phone.PressAsync("main form", ("address", "保密路 1 号"));
        Assert.DoesNotContain("%", phone.Address, StringComparison.Ordinal);

        // The same tablet, another person: the cookie is there and tells nothing.
        var (name, value) = await api.Host.CookieOfAsync(await ResidentAsync("后用的"));
        phone.Http.DefaultRequestHeaders.Add("Cookie", $"{name}={value}");
        await phone.GoAsync("/order/details");
        phone.DoesNotRead("保密路");
    }

    [Fact]
    public async Task For_a_relative_with_their_own_address()
    {
        var daughter = await ResidentAsync("女儿");
        var father = (await Town.In(api.Town.Api, (AddRelative a) => a.AddAsync(CommandKey.Fresh(daughter, api.Town.Clock.GetUtcNow()), daughter,
            new(TimeBank.People.Relation.Parent, false, "老父亲", null, null, Sex.Unknown, null, null), default))) is Outcome<Guid>.Done(var id) ? id : throw new Xunit.Sdk.XunitException("refused");
        using var phone = await api.Host.ReadsPagesAsync(daughter);
        await phone.GoAsync($"/order?item={api.Town.Escort.Id}");
        await phone.PressAsync("button[value='Ordinary']");
        Assert.Equal("/order/whom", phone.Address);
        await phone.PressAsync($"button[value='{father}']");
        await phone.PressAsync("main form", ("day", "2"), ("time", "08:30"));
        phone.DoesNotRead("昭明台 3 栋");   // another's home is asked for, and ours is not told
        await phone.PressAsync("main form", ("address", "乡下老屋"));
        await phone.PressAsync("main form");
        phone.Reads("老父亲");
        await phone.PressAsync("main form");
        var served = await api.Town.Postgres.ReadAsync<Guid>($"select served_id as \"Value\" from orders where orderer_id = {daughter}");
        Assert.Equal([father], served);
    }

    [Fact]
    public async Task An_order_of_before_is_ordered_again_with_the_same_person()
    {
        var resident = await ResidentAsync("回头客");
        var volunteer = await api.Town.VolunteerAsync("贾志远");
        var old = await api.Town.PlacedAsync(by: resident);
        await api.Town.ServedAsync(old, await api.Town.AcceptedAsync(old, volunteer), volunteer, 60);
        await api.Town.RatedAsync(old, by: resident);

        using var phone = await api.Host.ReadsPagesAsync(resident);
        await phone.GoAsync($"/orders/{old}");
        await phone.FollowAsync("还想请贾老师");
        Assert.Equal("/order/when", phone.Address);
        await phone.PressAsync("main form", ("day", "1"), ("time", "16:00"));
        Assert.Equal("/order/where", phone.Address);
        await phone.GoAsync("/order/check");
        phone.Reads("要人陪着去医院").Reads("昭明台 3 栋 2 单元");
        await phone.PressAsync("main form");
        await phone.FollowAsync("看我的订单");
        phone.Reads("贾老师");
    }

    private async Task<Guid> ResidentAsync(string name)
    {
        var id = await api.Town.PersonAsync(name);
        await api.Town.Postgres.RunAsync($"update persons set details_sealed = {api.Town.Keys.Seal(new PersonDetails(name, null, Address: "昭明台 3 栋 2 单元"))} where id = {id}");
        return id;
    }
}
