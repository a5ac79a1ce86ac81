using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Administration;

public sealed class LookingBackTests(Api api) : IClassFixture<Api>
{
    private const string Phone = "13900139777";

    private Town Town => api.Town;

    [Fact]
    public async Task Orders_are_found_by_number_person_and_step_and_no_phone_stands_in_an_address()
    {
        var (resident, volunteer) = (await Town.PersonAsync("历史居民", phone: Phone), await Town.VolunteerAsync("历史志愿者"));
        var order = await Town.PlacedAsync(by: resident);
        await Town.AcceptedAsync(order, volunteer);
        var number = (await Town.SeeAsync(order, Town.Dispatcher)).Number;
        using var browser = await api.Host.ReadsPagesAsync(Town.Manager);
        await browser.GoAsync($"/admin/{Town.Office.Code}/history");
        await browser.PressAsync("main form", ("whom", Phone));
        Assert.Equal($"/admin/{Town.Office.Code}/history?whom={resident}", browser.Address);
        browser.Reads("已选：历史居民").Reads("点单").Reads("派单员甲").Reads(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

        await browser.PressAsync("main form", ("kind", "order.accepted.v1"));
        Assert.Single(browser.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains("历史志愿者", browser.Page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        await browser.PressAsync("main form", ("kind", ""), ("by", "没有这个人"));
        browser.Reads("没有符合的记录");
        await browser.GoAsync($"/admin/{Town.Office.Code}/history");
        await browser.PressAsync("main form", 200, ("number", "不是数字"));
        browser.Reads("没有符合的记录");
        await browser.GoAsync($"/admin/{Town.Office.Code}/history?from=2020-01-01&until=2026-01-01", 400);
        Assert.Equal("oversight.range", browser.Refusal);
        await browser.GoAsync($"/admin/{Town.Office.Code}/acts?from=9999-12-31", 400);
        browser.Reads("请选 2000 年到 2100 年之间的日期");
    }

    [Fact]
    public async Task Who_opened_what_of_whom_and_why_is_listed_and_narrowed()
    {
        var person = await Town.PersonAsync("被看的人", phone: "13900139778");
        using (var manager = await api.Host.AsAsync(Town.Manager))
        {
            (await manager.PostAsync($"/api/v1/persons/{person}/real-name", new { name = "被看的人", idNumber = "42060219900307123X" })).Is(System.Net.HttpStatusCode.NoContent);
            (await manager.ReadAsync($"/api/v1/persons/{person}")).Is(System.Net.HttpStatusCode.OK);
            (await manager.PostAsync($"/api/v1/persons/{person}/id-number-openings", new { purpose = "高龄补贴核对" })).Is(System.Net.HttpStatusCode.OK);
        }

        using var browser = await api.Host.ReadsPagesAsync(await Town.StaffAsync("区管理员", Right.Administrator, Town.County));
        await browser.GoAsync($"/admin/{Town.County.Code}/openings");
        await browser.PressAsync("main form", ("whom", "被看的人"));
        browser.Reads("完整身份证号").Reads("高龄补贴核对").Reads("个人资料里的电话、住址").Reads("审核人甲");
        await browser.PressAsync("main form", ("kind", "IdNumber"));
        Assert.Single(browser.Page.QuerySelectorAll("tbody tr"));
        await browser.GoAsync($"/admin/{Town.County.Code}/history");
        browser.Reads("管理员不看订单和时长");
        Assert.Null(browser.Page.QuerySelector("main form"));
    }

    [Fact]
    public async Task Pages_go_on_with_what_was_asked_for()
    {
        var administrator = await Town.StaffAsync("勤快的", Right.Administrator, Town.OtherCounty);
        using (var client = await api.Host.AsAsync(administrator))
        {
            foreach (var n in Enumerable.Range(0, 60))
            {
                (await client.SendAsync(HttpMethod.Patch, $"/api/v1/sites/{Town.OtherCounty.Id}", new { phone = $"0710-35{n:D5}" })).Is(System.Net.HttpStatusCode.NoContent);
                Town.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        using var browser = await api.Host.ReadsPagesAsync(administrator);
        await browser.GoAsync($"/admin/{Town.OtherCounty.Code}/acts");
        await browser.PressAsync("main form", ("kind", "SiteChanged"), ("by", "勤快的"));
        Assert.Equal(50, browser.Page.QuerySelectorAll(".told > li").Length);
        await browser.FollowAsync("看更多");
        Assert.Equal(10, browser.Page.QuerySelectorAll(".told > li").Length);
        browser.Reads("已选：勤快的");
        await browser.FollowAsync("回到最新");
        Assert.Equal(50, browser.Page.QuerySelectorAll(".told > li").Length);
    }
}
