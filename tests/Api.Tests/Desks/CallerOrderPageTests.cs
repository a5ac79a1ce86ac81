using TimeBank.Orders;
using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Desks;

/// <summary>An order for a caller, in one form.</summary>
public sealed class CallerOrderPageTests(Api api) : IClassFixture<Api>
{
    private const string Form = ".new-order";
    private static readonly (string, string)[] _tomorrow = [("day", "2026-11-24"), ("from", "09:00"), ("until", "10:30")];

    private Town Town => api.Town;
    private string New => $"/desk/{Town.Station.Code}/new";

    [Fact]
    public async Task A_known_caller_is_found_by_phone_and_the_card_is_on_the_board()
    {
        var caller = await Town.PersonAsync("吴奶奶", phone: "13900000031");
        await Town.PlacedAsync(by: caller);
        using var desk = await DeskAsync();
        await desk.PressAsync($"{Form} button[value='find']", ("Typed.Phone", "139-0000-0031"));
        desk.Reads("吴奶奶").Reads("还有没完成的订单");

        await desk.PressAsync($"{Form} button[value='place']", 409, [("Typed.Item", "陪诊"), ("Typed.Need", "复查"), ("Typed.Address", "昭明台 5 栋"), .. _tomorrow]);
        Assert.Equal("order.possible_duplicate", desk.Refusal);
        desk.Reads("这位居民已有同类未完成订单");
        Assert.Equal("复查", desk.Page.QuerySelector("textarea[name='Typed.Need']")!.TextContent);   // nothing is lost
        await desk.PressAsync($"{Form} button[value='place']", ("Typed.Despite", "true"));
        Assert.StartsWith($"/desk/{Town.Station.Code}?order=", desk.Address, StringComparison.Ordinal);
        desk.Reads("吴奶奶").Reads("明天 09:00–10:30").Reads("复查").Reads("昭明台 5 栋").Reads("电话点单");

        var order = Guid.Parse(desk.Address.Split('=')[^1]);
        var placed = await Town.SeeAsync(order, Town.Dispatcher);
        Assert.Equal((OrderChannel.Offline, caller), (placed.Channel, placed.ServedId!.Value));
    }

    [Fact]
    public async Task Who_is_not_known_is_enrolled_in_the_same_form_once_they_were_compared()
    {
        await Town.PersonAsync("郑奶奶", phone: "13900000032");
        using var desk = await DeskAsync();
        (string, string)[] order = [("Typed.Item", "Hospital"), ("Typed.Need", "腿脚不便"), ("Typed.Address", "昭明台 6 栋"), .. _tomorrow];
        await desk.PressAsync($"{Form} button[value='place']", 409, [("Typed.Name", "郑奶奶"), .. order]);
        Assert.Equal("caller.choose", desk.Refusal);
        await desk.PressAsync($"{Form} button[value='place']", ("Typed.Person", "new"));
        var placed = await Town.SeeAsync(Guid.Parse(desk.Address.Split('=')[^1]), Town.Dispatcher);
        Assert.Equal(("郑奶奶", null, "昭明台 6 栋"), (placed.Served!.Name, placed.Served.Phone, placed.Address));

        using var other = await DeskAsync();
        await other.PressAsync($"{Form} button[value='place']", [("Typed.Name", "冯爷爷"), ("Typed.Phone", "13900000033"), .. order]);
        other.Reads("冯爷爷").Reads("13900000033");
    }

    [Fact]
    public async Task A_double_tap_enrols_one_person_and_places_one_order()
    {
        using var desk = await DeskAsync();
        await desk.PressTwiceAsync($"{Form} button[value='place']", [("Typed.Name", "点两下的蒋奶奶"), ("Typed.Item", "陪诊"), ("Typed.Need", "复查"), ("Typed.Address", "昭明台 7 栋"), .. _tomorrow]);
        Assert.Null(desk.Refusal);
        var served = (await Town.SeeAsync(Guid.Parse(desk.Address.Split('=')[^1]), Town.Dispatcher)).ServedId!.Value;
        Assert.Single(await Town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from orders where served_id = {served}"));
    }

    [Fact]
    public async Task What_is_missing_is_said_and_what_was_typed_stays()
    {
        using var desk = await DeskAsync();
        await desk.PressAsync($"{Form} button[value='place']", 400, ("Typed.Item", "陪诊"));
        Assert.Equal("caller.unknown", desk.Refusal);
        await desk.PressAsync($"{Form} button[value='place']", 400, ("Typed.Name", "没有这项的人"), ("Typed.Item", "登月"));
        Assert.Equal("caller.item", desk.Refusal);
        Assert.Equal("没有这项的人", desk.Page.QuerySelector("input[name='Typed.Name']")!.GetAttribute("value"));
        await desk.PressAsync($"{Form} button[value='place']", 400, ("Typed.Item", "陪诊"), ("from", "noon"));
        Assert.Equal("desk.time", desk.Refusal);
        await desk.PressAsync($"{Form} button[value='place']", 400, [("Typed.Need", new string('长', 1001)), ("Typed.Address", "昭明台 7 栋"), .. _tomorrow]);
        Assert.Equal("order.text_too_long", desk.Refusal);
    }

    [Fact]
    public async Task A_person_is_found_enrolled_and_looked_after_on_their_page()
    {
        using var desk = await DeskAsync();
        await desk.GoAsync($"/desk/{Town.Station.Code}/people");
        await desk.PressAsync("form:has(input[name='Typed.Address'])", ("Typed.Name", "褚大爷"), ("Typed.Phone", "13900000034"), ("Typed.Address", "昭明台 7 栋"));
        var person = Guid.Parse(desk.Address.Split('/')[^1]);
        desk.Reads("褚大爷").Reads("没有核验").Reads("没有账号");

        await desk.PressAsync($"form[action='/desk/people/{person}/volunteering']");
        desk.Reads("V0");
        await desk.PressAsync($"form[action='/desk/people/{person}/qualifications']", ("qualification", "急救员"));
        desk.Reads("急救员");
        await desk.PressAsync($"form[action='/desk/people/{person}/real-name']", 400, ("idNumber", "420602194910010012"));
        Assert.Equal("person.id_number_invalid", desk.Refusal);
        await desk.PressAsync($"form[action='/desk/people/{person}/household']", ("with", "褚奶奶不在册"), ("alone", "true"));
        await desk.PressAsync("form:has(input[name='_handler'][value='activation'])");
        Assert.Matches(@"\d{4} \d{4}", desk.Page.QuerySelector(".code")!.TextContent);

        await desk.PressAsync(".desk-find", ("Typed.Who", "13900000034"));
        Assert.Equal($"/desk/{Town.Station.Code}/people/{person}", desk.Address);
        using var stranger = await api.Host.ReadsPagesAsync(await Town.StaffAsync("外区", Right.Dispatcher, Town.OtherCounty));
        await stranger.GoAsync($"/desk/{Town.Station.Code}/people/{person}", 404);
    }

    private async Task<PageReader> DeskAsync() => await (await api.Host.ReadsPagesAsync(Town.Dispatcher)).GoAsync(New);
}
