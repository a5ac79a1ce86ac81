
namespace TimeBank.Api.Tests.Sites;

/// <summary>The first page, a station's own, and the way to it, for anybody.</summary>
public sealed class SitePageTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task Anybody_finds_their_station_by_name_or_from_above_and_sees_what_it_does()
    {
        await api.Town.Postgres.RunAsync($"update sites set phone = '0710-3512345', staff_hours = '工作日 8:30–17:30' where id = {api.Town.Office.Id}");
        using var anybody = await api.Host.ReadsPagesAsync();
        await anybody.GoAsync("/");
        await anybody.PressAsync("main form", ("name", "昭明"));
        anybody.Reads("昭明台社区").Reads("襄城区 · 王府街道").DoesNotRead("看更多");
        await anybody.GoAsync("/sites");
        await anybody.FollowAsync($"/sites?under={api.Town.City.Code}");
        await anybody.FollowAsync($"/sites?under={api.Town.County.Code}");
        await anybody.FollowAsync($"/sites?under={api.Town.Office.Code}");
        await anybody.FollowAsync($"/sites/{api.Town.Station.Code}");
        anybody.Reads("昭明台社区").Reads("王府街道").Reads("陪诊").Reads("0.0 小时").Reads("由王府街道接听").Reads("工作日 8:30–17:30");
        Assert.Equal("tel:07103512345", anybody.Page.QuerySelector("main a[href^='tel:']")!.GetAttribute("href"));

        await anybody.FollowAsync($"/order?item={api.Town.Escort.Id}");
        Assert.StartsWith("/sign-in?then=%2Forder", anybody.Address, StringComparison.Ordinal);
        (await anybody.GoAsync("/sites/nowhere", 404)).Reads("这里没有内容");
        (await anybody.GoAsync("/sites?name=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA")).Reads("没有找到");
    }

    [Fact]
    public async Task A_residents_first_page_in_large_print_has_three_things()
    {
        using var phone = await api.Host.ReadsPagesAsync(await api.Town.PersonAsync("眼神不好的"));
        await phone.GoAsync("/");
        phone.Reads("我需要帮助").Reads("说说您要什么帮助").Reads("陪诊");
        await phone.GoAsync("/?elder=1");
        phone.Reads("我要帮忙的事").Reads("我的订单").DoesNotRead("我需要帮助");
        Assert.True(phone.Page.QuerySelectorAll("main a").Length <= 3);
    }
}
