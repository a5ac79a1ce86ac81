using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Administration;

public sealed class MenuPagesTests(Api api) : IClassFixture<Api>
{
    private Town Town => api.Town;

    [Fact]
    public async Task A_service_is_added_changed_retired_and_brought_back_and_a_refusal_keeps_what_was_typed()
    {
        using var browser = await BrowserAsync(Town.Office);
        await browser.GoAsync($"/admin/{Town.Office.Code}/menu/new");
        await browser.PressAsync("form.form-card", 400, ("Typed.Name", "修鞋"), ("Typed.Description", "上门修鞋"), ("Typed.UsualMinutes", "90"), ("Typed.GreatestMinutes", "60"));
        Assert.Equal("service_item.bad_minutes", browser.Refusal);
        Assert.Equal(("修鞋", "90"), (ValueOf(browser, "Name"), ValueOf(browser, "UsualMinutes")));
        foreach (var field in new[] { "Typed.Field", "Typed.MayServe" })
        {
            await browser.GoAsync($"/admin/{Town.Office.Code}/menu/new");
            await browser.PressAsync("form.form-card", 400, ("Typed.Name", "修鞋"), ("Typed.Description", "上门修鞋"), (field, "7"));
            Assert.Equal("form.unreadable", browser.Refusal);
        }

        await browser.PressAsync("form.form-card", ("Typed.MayServe", "Anyone"), ("Typed.UsualMinutes", "30"), ("Typed.GreatestMinutes", "60"));
        browser.Reads("修鞋").Reads("自建 · 王府街道").Reads("常用 30 分钟，最长 1 小时");

        await browser.FollowAsync(LinkOf(browser, "修鞋", "改"));
        browser.Reads("类别不能改");
        await browser.PressAsync("form.form-card", ("Typed.Name", "修鞋配钥匙"));
        await browser.PressAsync($"li:has([aria-label='停用 修鞋配钥匙']) form[action$='/retirement']");
        browser.Reads("已停用");
        await browser.PressAsync($"form:has([aria-label='恢复 修鞋配钥匙'])");
        Assert.DoesNotContain(browser.Page.QuerySelectorAll(".menu-field li"), li => li.TextContent.Contains("修鞋配钥匙", StringComparison.Ordinal) && li.TextContent.Contains("已停用", StringComparison.Ordinal));
        (await browser.GoAsync($"/admin/{Town.Office.Code}/acts")).Reads("新增服务“修鞋配钥匙”").Reads("改了服务“修鞋配钥匙”：名称").Reads("停用服务").Reads("恢复服务");
    }

    [Fact]
    public async Task What_the_file_offers_is_stopped_here_with_one_tap_and_left_to_the_site_above_again()
    {
        using var browser = await BrowserAsync(Town.OtherCounty);
        await browser.GoAsync($"/admin/{Town.OtherCounty.Code}/menu");
        browser.Reads("陪诊").Reads("菜单文件");
        await browser.PressAsync("form:has([aria-label='停止提供 陪诊'])");
        browser.Reads("未提供").Reads("本级定的");
        await browser.PressAsync("form:has([aria-label='按上级 陪诊'])");
        browser.DoesNotRead("未提供");

        // It is not theirs to change: they make one of their own like it.
        await browser.FollowAsync(LinkOf(browser, "陪诊", "照样新增"));
        browser.Reads("以“陪诊”为样本");
        Assert.Equal(("陪诊", "120"), (ValueOf(browser, "Name"), ValueOf(browser, "UsualMinutes")));
        await browser.GoAsync($"/admin/{Town.OtherCounty.Code}/menu/{Town.Escort.Id}");
        await browser.PressAsync("form.form-card", 409, ("Typed.Name", "陪看病"));
        Assert.Equal("service_item.of_the_file", browser.Refusal);
    }

    [Fact]
    public async Task Whoever_only_reads_sees_no_button_and_a_forged_one_is_refused_on_the_same_page()
    {
        using var supervisor = await api.Host.ReadsPagesAsync(await Town.StaffAsync("督查", Right.Supervisor, Town.County));
        await supervisor.GoAsync($"/admin/{Town.County.Code}/menu");
        Assert.Empty(supervisor.Page.QuerySelectorAll("main form"));

        using var administrator = await BrowserAsync(Town.Office);
        await administrator.GoAsync($"/admin/{Town.Office.Code}/menu");
        var form = administrator.Page.QuerySelector("form:has([aria-label='停止提供 陪诊'])")!;
        form.SetAttribute("action", form.GetAttribute("action")!.Replace(Town.Office.Code, Town.County.Code, StringComparison.Ordinal));
        await administrator.PressAsync("form:has([aria-label='停止提供 陪诊'])", 403);
        Assert.Equal("site.not_yours", administrator.Refusal);
        administrator.Reads("陪诊");
    }

    private async Task<PageReader> BrowserAsync(TimeBank.Sites.Site site) => await api.Host.ReadsPagesAsync(await Town.StaffAsync("菜单管理员", Right.Administrator, site));

    private static string? ValueOf(PageReader browser, string field) => browser.Page.QuerySelector($"[name='Typed.{field}']")!.GetAttribute("value");

    private static string LinkOf(PageReader browser, string item, string word) => browser.Page.QuerySelectorAll(".menu-field li")
        .Single(li => li.QuerySelector("b")!.TextContent == item).QuerySelectorAll("a").Single(a => a.TextContent == word).GetAttribute("href")!;
}
