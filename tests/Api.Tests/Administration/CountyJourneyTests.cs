using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Administration;

/// <summary>A new administrator sets up a county, by the steps of the first page, with scripts off.</summary>
public sealed class CountyJourneyTests(Api api) : IClassFixture<Api>
{
    private Town Town => api.Town;

    [Fact]
    public async Task The_steps_lead_through_it_and_each_has_its_tick_once_it_is_done()
    {
        var created = await Town.In<CreateAdministrator, Outcome<AdministratorCreated>>(Town.Worker, c => c.CreateAsync(new("新管理员", "13900139000", Town.City.Code, []), default));
        using var browser = await api.Host.ReadsPagesAsync(Assert.IsType<Outcome<AdministratorCreated>.Done>(created).Value.PersonId);
        await Town.Postgres.RunAsync($"insert into sites (id, code, level, parent_id, name, added_at) values ({Town.NewId()}, '420607', 'Centre', {Town.City.Id}, '襄州区', {Town.Start})");
        await Town.Postgres.RunAsync($"insert into sites (id, code, level, parent_id, name, added_at) select {Town.NewId()}, '420607001', 'Office', id, '张湾街道', {Town.Start} from sites where code = '420607'");
        await Town.Postgres.RunAsync($"insert into sites (id, code, level, parent_id, name, added_at) select {Town.NewId()}, '420607001001', 'Station', id, '张湾社区', {Town.Start} from sites where code = '420607001'");

        await browser.GoAsync("/admin");
        await browser.FollowAsync("/admin/4206/sites");
        await browser.FollowAsync("襄州区");
        await browser.FollowAsync("/admin/420607");
        browser.Reads("第一次来？照着做一遍").Reads("还有 1 个站点没有人派单");
        Assert.Equal(1, Ticks(browser));   // the menu of the city stands already

        await browser.FollowAsync("填电话");
        var county = (await Town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from sites where code = '420607'"))[0];
        await browser.PressAsync("table", ($"phone-{county}", "0710-2800000"));
        await browser.FollowAsync("概况");
        Assert.Equal(2, Ticks(browser));

        await browser.FollowAsync("任命审核人");
        await browser.PressAsync("form.filter", ("Who.Words", "吴主任"));
        await browser.PressAsync("form.form-card", ("Choice.Phone", "13900139001"));
        browser.Reads("已任命 吴主任 为审核人");
        await browser.FollowAsync("概况");
        Assert.Equal(3, Ticks(browser));

        await browser.FollowAsync("任命派单员");
        await browser.PressAsync("form.filter", ("Who.Words", "徐晓燕"));
        await browser.PressAsync("form.form-card", ("Choice.Phone", "13900139002"));
        await browser.FollowAsync("概况");
        browser.Reads("都准备好了").Reads("1 / 1 个站点有人派单").DoesNotRead("第一次来");

        await browser.FollowAsync("规则");
        await browser.FollowAsync("定新规则");
        await browser.PressAsync("form.form-card", ("Danger", "30"), ("day", ""));
        browser.Reads("30 分钟内派单，不分昼夜");
        (await browser.GoAsync("/sites/420607001001")).Reads("张湾社区");
    }

    private static int Ticks(PageReader browser) => browser.Page.QuerySelectorAll(".setup li.done").Length;
}
