using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Administration;

public sealed class TermsPagesTests(Api api) : IClassFixture<Api>
{
    private Town Town => api.Town;

    [Fact]
    public async Task Terms_are_read_in_words_set_for_a_day_and_withdrawn_before_it()
    {
        using var browser = await BrowserAsync(Town.County);
        await browser.GoAsync($"/admin/{Town.County.Code}/policies");
        browser.Reads("系统默认").Reads("1 小时内派单，不分昼夜").Reads("1,500 小时").Reads("本级还没有单独定过规则");

        await browser.GoAsync($"/admin/{Town.County.Code}/policies/new");
        await browser.PressAsync("form.form-card", 400);
        browser.Reads("没有改动");
        await browser.PressAsync("form.form-card", 400, ("Rate", "120"), ("day", "2026-11-24"));
        Assert.Equal("policy.notice", browser.Refusal);
        Assert.Equal("120", browser.Page.QuerySelector("[name='Rate']")!.GetAttribute("value"));
        await browser.PressAsync("form.form-card", ("Rate", "120"), ("Ordinary", "2"), ("day", "2026-12-01"));
        browser.Reads("即将生效").Reads("2026-12-01 00:00 起").Reads("每服务 100 分钟记 120 分钟").Reads("2 个工作日内派单");

        await browser.PressAsync("form[action$='/withdrawal']");
        browser.DoesNotRead("即将生效").Reads("已撤回");
        (await browser.GoAsync($"/admin/{Town.County.Code}/acts")).Reads("定了新规则，2026-12-01 00:00 起生效").Reads("撤回 2026-12-01 00:00 起生效的规则");
    }

    [Fact]
    public async Task Without_a_day_they_hold_at_once_and_those_of_a_site_above_say_whose_they_are()
    {
        using var browser = await BrowserAsync(Town.OtherCounty);
        await browser.GoAsync($"/admin/{Town.OtherCounty.Code}/policies/new");
        await browser.PressAsync("form.form-card", ("Offer", "45"), ("day", ""));
        browser.Reads("本级定的").Reads("45 分钟");
        await Town.Postgres.RunAsync($"insert into sites (id, code, level, parent_id, name, added_at) values ({Town.NewId()}, '420606001', 'Office', {Town.OtherCounty.Id}, '汉江街道', {Town.Start})");
        (await browser.GoAsync("/admin/420606001/policies")).Reads("“樊城区”定的").Reads("45 分钟");
    }

    [Theory]
    [InlineData("Danger", "0", "“危险”要填 1 到 10,080 之间的整数（分钟）", "“Danger” takes a whole number from 1 to 10,080 (minutes)")]
    [InlineData("Cap", "9999999", "“存折上限”要填 1 到 1,000,000 之间的整数（小时）", "“Most in one passbook” takes a whole number from 1 to 1,000,000 (hours)")]
    [InlineData("Rating", "一", "“评单期限”要填 1 到 30 之间的整数（天）", "“Time to rate” takes a whole number from 1 to 30 (days)")]
    public async Task A_number_that_no_term_may_be_is_refused_by_the_forms_own_words(string field, string typed, string chinese, string english)
    {
        using var browser = await BrowserAsync(Town.County);
        await browser.GoAsync($"/admin/{Town.County.Code}/policies/new");
        await browser.PressAsync("form.form-card", 400, (field, typed));
        Assert.Equal("policy.out_of_range", browser.Refusal);
        Assert.Equal(typed, browser.Page.QuerySelector($"[name='{field}']")!.GetAttribute("value"));
        browser.Reads(chinese);
        await browser.GoAsync($"/admin/{Town.County.Code}/policies/new?lang=en");
        await browser.PressAsync("form.form-card", 400, (field, typed));
        browser.Reads(english);
    }

    private async Task<PageReader> BrowserAsync(TimeBank.Sites.Site site) => await api.Host.ReadsPagesAsync(await Town.StaffAsync("规则管理员", Right.Administrator, site));
}
