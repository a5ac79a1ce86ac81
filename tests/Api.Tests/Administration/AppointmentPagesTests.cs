using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Administration;

public sealed class AppointmentPagesTests(Api api) : IClassFixture<Api>
{
    private Town Town => api.Town;
    private string Rooms => $"/admin/{Town.Office.Code}/appointments";

    [Fact]
    public async Task Somebody_known_is_found_by_a_whole_phone_appointed_and_relieved_again()
    {
        var person = await Town.PersonAsync("何晓梅", phone: "13900139111");
        using var browser = await BrowserAsync(Right.Administrator);
        await browser.GoAsync($"{Rooms}/new?right=Manager");
        await browser.PressAsync("form.filter", ("Who.Words", "139 0013 9111"));
        browser.Reads("何晓梅").Reads("没有账号");
        Assert.DoesNotContain("139", browser.Address, StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector($"[name='Choice.PersonId'][value='{person}'][checked]"));
        Assert.NotNull(browser.Page.QuerySelector("[name='Choice.Right'][value='Manager'][checked]"));

        await browser.PressAsync("form.form-card", 400, ("Choice.Until", "2020-01-01"));
        Assert.Equal("appointment.until", browser.Refusal);
        await browser.PressAsync("form.form-card", ("Choice.Until", "2027-03-31"));
        browser.Reads("已任命 何晓梅 为审核人");
        Assert.Matches("[0-9]{4} [0-9]{4}", browser.Page.QuerySelector(".code")!.TextContent);

        (await browser.GoAsync($"{Rooms}?right=Manager")).Reads("何晓梅").Reads("2027年3月31日");
        await browser.FollowAsync(browser.Page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("何晓梅", StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!);
        browser.Reads("确定免去 何晓梅 在“王府街道”的审核人？");
        await browser.PressAsync("form.form-card");
        browser.DoesNotRead("何晓梅");
        (await browser.GoAsync($"{Rooms}?ended=true")).Reads("何晓梅");
        (await browser.GoAsync($"/admin/{Town.Office.Code}/acts")).Reads("任命 何晓梅 为审核人（到 2027年3月31日）").Reads("免去 何晓梅 的审核人").Reads("给 何晓梅 发了激活码");
    }

    [Fact]
    public async Task A_new_colleague_is_enrolled_appointed_and_given_a_code_in_one_form()
    {
        using var browser = await BrowserAsync(Right.Administrator);
        await browser.GoAsync($"{Rooms}/new?right=Dispatcher");
        await browser.PressAsync("form.filter", ("Who.Words", "新来的小吴"));
        browser.Reads("没有找到“新来的小吴”");
        Assert.Equal("新来的小吴", browser.Page.QuerySelector("[name='Choice.Name']")!.GetAttribute("value"));
        await browser.PressAsync("form.form-card", 400, ("Choice.Phone", "12345"));
        Assert.Equal("person.bad_phone", browser.Refusal);
        await browser.PressAsync("form.form-card", ("Choice.Phone", "13900139222"));
        browser.Reads("已任命 新来的小吴 为派单员");
        var code = browser.Page.QuerySelector(".code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

        using var anybody = api.Host.CreateClient();
        (await anybody.PostAsync("/api/v1/accounts", new { phone = "13900139222", password = Api.Password, activationCode = code, consentVersion = "2026-11" })).Is(System.Net.HttpStatusCode.Created);
        (await browser.GoAsync(Rooms)).Reads("新来的小吴");
    }

    [Fact]
    public async Task Somebody_alike_is_shown_first_and_enrolled_when_it_is_another_person()
    {
        await Town.PersonAsync("同号的", Town.OtherCounty, phone: "13900139333");
        using var browser = await BrowserAsync(Right.Administrator);
        await browser.GoAsync($"{Rooms}/new");
        await browser.PressAsync("form.filter", ("Who.Words", "13900139333"));
        await browser.PressAsync("form.form-card", 409, ("Choice.Name", "另一个人"), ("Choice.Right", "Dispatcher"));
        Assert.Equal("person.possible_duplicate", browser.Refusal);
        browser.Reads("同**").Reads("樊城区");
        await browser.PressAsync("form.form-card", ("Choice.Right", "Dispatcher"), ("Choice.IsAnother", "true"));
        browser.Reads("已任命 另一个人 为派单员");
    }

    [Fact]
    public async Task A_manager_gives_what_is_theirs_to_give_and_nobody_appoints_themselves()
    {
        using var browser = await BrowserAsync(Right.Manager, "审核人自己");
        await browser.GoAsync($"{Rooms}/new");
        await browser.PressAsync("form.filter", ("Who.Words", "审核人自己"));
        Assert.Equal(["Dispatcher", "Supervisor"], browser.Page.QuerySelectorAll("[name='Choice.Right']").Select(r => r.GetAttribute("value")));
        Assert.NotNull(browser.Page.QuerySelector("[name='Choice.PersonId'][disabled]"));
        var elsewhere = (await Town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from appointments where person_id = {Town.SecondManager}"))[0];
        await browser.GoAsync($"{Rooms}/{elsewhere}/end", 404);
        var above = (await Town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from appointments where person_id = {Town.Manager}"))[0];
        await browser.GoAsync($"{Rooms}/{above}/end");
        await browser.PressAsync("form.form-card", 403);
        Assert.Equal("appointment.not_yours", browser.Refusal);
    }

    [Fact]
    public async Task The_last_administrator_is_told_why_they_stay()
    {
        var last = await Town.StaffAsync("市管理员", Right.Administrator, Town.City);
        var own = (await Town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from appointments where person_id = {last}"))[0];
        using var browser = await api.Host.ReadsPagesAsync(last);
        await browser.GoAsync($"/admin/{Town.City.Code}/appointments/{own}/end");
        await browser.PressAsync("form.form-card", 409);
        Assert.Equal("appointment.last_administrator", browser.Refusal);
    }

    private async Task<PageReader> BrowserAsync(Right right, string name = "街道管理员") => await api.Host.ReadsPagesAsync(await Town.StaffAsync(name, right, Town.Office));
}
