using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Administration;

public sealed class SitePagesTests(Api api) : IClassFixture<Api>
{
    private Town Town => api.Town;

    [Fact]
    public async Task All_phones_of_a_level_are_saved_at_once_and_a_wrong_one_stops_no_other()
    {
        using var browser = await BrowserAsync(Town.Office);
        await browser.GoAsync($"/admin/{Town.Office.Code}/sites");
        browser.Reads("昭明台社区").Reads("西街社区").Reads("没有位置");
        await browser.PressAsync("table", 400, (Phone(Town.Station.Id), "0710-3511111"), (Phone(Town.OtherStation.Id), "打这个"));
        Assert.Equal("site.bad_phone", browser.Refusal);
        browser.Reads("西街社区：");
        Assert.Equal(("0710-3511111", "打这个"), (ValueOf(browser, Town.Station.Id), ValueOf(browser, Town.OtherStation.Id)));

        await browser.PressAsync("table", (Phone(Town.OtherStation.Id), "0710-3522222"));
        browser.Reads("已保存 1 个电话");
        Assert.Equal(("0710-3511111", "0710-3522222"), (ValueOf(browser, Town.Station.Id), ValueOf(browser, Town.OtherStation.Id)));
    }

    [Fact]
    public async Task A_point_is_added_and_what_was_typed_stays_when_it_is_refused()
    {
        using var browser = await BrowserAsync(Town.County);
        await browser.GoAsync($"/admin/{Town.Station.Code}/sites/new");
        browser.Reads("昭明台社区");
        await browser.PressAsync("form.form-card", 400, ("Typed.Name", "襄阳书屋"), ("Typed.Code", "book-1"), ("Typed.Latitude", "32.01"));
        Assert.Equal("site.bad_place", browser.Refusal);
        Assert.Equal("襄阳书屋", browser.Page.QuerySelector("[name='Typed.Name']")!.GetAttribute("value"));
        await browser.PressAsync("form.form-card", ("Typed.Longitude", "112.12"));
        Assert.Equal($"/admin/{Town.Station.Code}/sites", browser.Address);
        browser.Reads("襄阳书屋").Reads("已标");

        await browser.GoAsync("/admin/book-1/sites/details");
        await browser.PressAsync("form.form-card", ("Typed.Name", "襄阳书房"), ("Typed.Phone", "0710-3533333"), ("Typed.StaffHours", "周一至周五 9:00–17:00"));
        (await browser.GoAsync($"/admin/{Town.Station.Code}/sites")).Reads("襄阳书房");
        (await browser.GoAsync("/admin/book-1/acts")).Reads("新增实践点“襄阳书房”").Reads("电话");
    }

    [Fact]
    public async Task A_site_is_found_by_name_or_code_and_a_vanished_one_is_shown_as_gone()
    {
        await Town.Postgres.RunAsync($"insert into sites (id, code, level, parent_id, name, added_at, vanished_at) values ({Town.NewId()}, '420602001099', 'Station', {Town.Office.Id}, '老街社区', {Town.Start}, {Town.Start})");
        using var browser = await BrowserAsync(Town.County);
        (await browser.GoAsync($"/admin/{Town.Office.Code}/sites")).Reads("老街社区").Reads("已撤销");
        Assert.Null(browser.Page.QuerySelector("tr.gone input"));
        (await browser.GoAsync($"/admin/{Town.County.Code}/sites?q=西街")).Reads("西街社区").DoesNotRead("昭明台社区");
        (await browser.GoAsync($"/admin/{Town.County.Code}/sites?q=420602001001")).Reads("昭明台社区");
        (await browser.GoAsync($"/admin/{Town.County.Code}/sites?q=樊城")).Reads("没有找到“樊城”");
    }

    private async Task<PageReader> BrowserAsync(TimeBank.Sites.Site site) => await api.Host.ReadsPagesAsync(await Town.StaffAsync("站点管理员", Right.Administrator, site));

    private static string Phone(Guid site) => $"phone-{site}";

    private static string? ValueOf(PageReader browser, Guid site) => browser.Page.QuerySelector($"[name='{Phone(site)}']")!.GetAttribute("value");
}
