using System.Net;
using System.Text;
using System.Text.Json;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Accounts;

/// <summary>One's own account, page by page.</summary>
public sealed class MePageTests(Api api) : IClassFixture<Api>
{
    private const string Form = "main form[method=post]";

    [Fact]
    public async Task Details_are_changed_and_what_is_wrong_is_kept_and_said()
    {
        using var browser = await api.Host.ReadsPagesAsync(await api.Town.PersonAsync("李老师", phone: "13100131001"));
        (await browser.GoAsync("/me")).Reads("李老师").Reads("131****1001").Reads("昭明台社区");
        await browser.FollowAsync("/me/details");
        await browser.PressAsync(Form, 400, ("name", "李小红"), ("birth", "2999-01-01"), ("sex", "Female"), ("address", "昭明台 3 栋"));
        Assert.Equal(("person.bad_birth_date", "李小红"), (browser.Refusal, browser.Page.QuerySelector("input[name=name]")!.GetAttribute("value")));
        Assert.Equal("昭明台 3 栋", browser.Page.QuerySelector("textarea")!.TextContent);
        await browser.PressAsync(Form, 400, ("name", ""), ("birth", ""));
        await browser.PressAsync(Form, 400, ("name", new string('长', 51)));
        Assert.Equal("person.bad_name", browser.Refusal);
        await browser.PressAsync(Form, 400, ("name", "李小红"), ("sex", "7"));
        Assert.Equal("input.invalid", browser.Refusal);
        await browser.PressAsync(Form, ("name", "李小红"), ("sex", "Female"), ("birth", "1954-03-08"));
        Assert.Equal("/me?saved=details", browser.Address);
        browser.Reads("已经保存").Reads("昭明台 3 栋");
        await browser.GoAsync("/me/details");
        Assert.Equal("Female", browser.Page.QuerySelector("input[name=sex][checked]")!.GetAttribute("value"));
        await browser.PressAsync(Form, ("address", ""));
        browser.Reads("还没有填");
    }

    [Fact]
    public async Task What_was_seen_on_a_document_is_for_the_station_to_change()
    {
        var person = await api.Town.PersonAsync("核验过的");
        await api.Town.Postgres.RunAsync($"update persons set verified_at = now(), verified_by_id = {api.Town.Manager} where id = {person}");
        using var browser = await api.Host.ReadsPagesAsync(person);
        (await browser.GoAsync("/me/details")).Reads("已经实名核验");
        Assert.Null(browser.Page.QuerySelector("input[name=name]"));
        await browser.PressAsync(Form, ("address", "昭明台 4 栋"));
        browser.Reads("昭明台 4 栋");
    }

    [Fact]
    public async Task The_home_station_is_changed_once_in_thirty_days_and_says_until_when()
    {
        using var browser = await api.Host.ReadsPagesAsync(await api.Town.PersonAsync("搬家的"));
        await browser.GoAsync("/me/home?q=西街");
        await browser.FollowAsync("/me/home?site=420602001002");
        browser.Reads("把所属实践站改为“西街社区”？");
        await browser.PressAsync(Form);
        browser.Reads("所属实践站已经改好").Reads("西街社区");
        (await browser.GoAsync("/me/home")).Reads("2026年12月23日以后可以再改");
        await browser.GoAsync("/me/home?site=420602001001");
        await browser.PressAsync(Form, 409);
        Assert.Equal("person.home_site_recent", browser.Refusal);
    }

    [Fact]
    public async Task Relatives_are_registered_refused_in_words_and_removed()
    {
        var household = api.Town.NewId();
        var person = await api.Town.PersonAsync("有家的人", household: household);
        await api.Town.PersonAsync("王小明", household: household);
        using var browser = await api.Host.ReadsPagesAsync(person);
        (await browser.GoAsync("/me/relatives")).Reads("还没有登记家人").Reads("王**").DoesNotRead("王小明");
        await browser.FollowAsync("登记一位家人");
        await browser.PressAsync(Form, 400, ("relation", "Parent"), ("name", "有家的妈妈"), ("phone", "13100131999"), ("together", ""));
        Assert.Equal(("relative.unknown", "有家的妈妈"), (browser.Refusal, browser.Page.QuerySelector("input[name=name]")!.GetAttribute("value")));
        Assert.NotNull(browser.Page.QuerySelector("input[value=Parent][checked]"));
        await browser.PressAsync(Form, 400, ("relation", "Cousin"), ("phone", ""));
        await browser.PressAsync(Form, ("relation", "Parent"), ("phone", ""));
        Assert.Equal("/me/relatives", browser.Address);
        browser.Reads("有家的妈妈").Reads("父母");
        await browser.PressAsync("form[action$='/removal']");
        browser.Reads("还没有登记家人");
    }

    [Fact]
    public async Task Phone_and_password_are_changed_with_the_password_once_more()
    {
        using var browser = await SignedInAsync("13100131002");
        using var other = await SignedInAsync("13100131002", known: true);
        await browser.GoAsync("/me/phone");
        await browser.PressAsync(Form, 401, ("phone", "13100131003"), ("password", "not this"));
        Assert.Equal(("session.wrong", "13100131003"), (browser.Refusal, browser.Page.QuerySelector("input[name=phone]")!.GetAttribute("value")));
        await browser.PressAsync(Form, 400, ("phone", "99"), ("password", Api.Password));
        await browser.PressAsync(Form, ("phone", "13100131003"), ("password", Api.Password));
        browser.Reads("131****1003");

        await browser.GoAsync("/me/password");
        await browser.PressAsync(Form, 401, ("password", "not this"), ("new", "battery staple"));
        await browser.PressAsync(Form, 400, ("password", Api.Password), ("new", "short"));
        Assert.Equal("password.weak", browser.Refusal);
        await browser.PressAsync(Form, ("password", Api.Password), ("new", "battery staple"));
        browser.Reads("新密码已经生效");
        await other.GoAsync("/me");
        Assert.StartsWith("/sign-in", other.Address, StringComparison.Ordinal);
        (await browser.GoAsync("/me")).Reads("131****1003");
    }

    [Fact]
    public async Task A_new_phone_is_proven_by_its_code_where_texts_are_sent()
    {
        await using var sending = api.SendingTexts(prove: true);
        var person = await api.Town.PersonAsync("换号的", phone: "13100131004");
        using var program = api.Host.CreateClient();
        (await program.PostAsync("/api/v1/accounts", Api.SignUpForm("13100131005"))).Is(HttpStatusCode.Created);
        using var browser = await sending.ReadsPagesAsync();
        await browser.GoAsync("/sign-in?then=%2Fme%2Fphone");
        await browser.PressAsync(Form, ("Typed.Phone", "13100131005"), ("Typed.Password", Api.Password));
        Assert.Null(browser.Page.QuerySelector("input[name=password]"));
        await browser.PressAsync(Form, ("phone", "13100131006"));
        var code = await api.Town.CodeOnAsync("13100131006");
        await browser.PressAsync(Form, 400, ("code", ""), ("password", Api.Password));
        Assert.Equal("one_time_code.needed", browser.Refusal);
        await browser.PressAsync(Form, ("code", code), ("password", Api.Password));
        browser.Reads("131****1006");
        Assert.Single(await api.Town.TextsToAsync("13100131005"));
        Assert.NotEqual(Guid.Empty, person);
    }

    [Fact]
    public async Task One_tap_ends_every_session()
    {
        using var here = await SignedInAsync("13100131007");
        using var there = await SignedInAsync("13100131007", known: true);
        await here.GoAsync("/me/devices");
        await here.PressAsync("form[action='/me/devices/end']");
        Assert.Equal("/sign-in", here.Address);
        await there.GoAsync("/me");
        Assert.StartsWith("/sign-in", there.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task My_data_comes_as_a_file_that_can_be_read()
    {
        var person = await api.Town.PersonAsync("要资料的", phone: "13100131008");
        await api.Town.Postgres.RunAsync($"insert into id_number_openings (id, person_id, opened_by_id, site_id, opened_at, purpose) values ({api.Town.NewId()}, {person}, {api.Town.Manager}, {api.Town.Station.Id}, {api.Town.Clock.GetUtcNow()}, {"核对证件"})");
        using var browser = await api.Host.ReadsPagesAsync(person);
        (await browser.GoAsync("/me/seen")).Reads("审核人甲").Reads("用途：核对证件");
        await browser.GoAsync("/me/export");
        var link = browser.Page.QuerySelector("a[download]")!.GetAttribute("href")!;
        using var file = await browser.Http.GetAsync(link);
        Assert.Equal(("application/json", "attachment; filename=volunteer-2026-11-23.json; filename*=UTF-8''volunteer-2026-11-23.json"), (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.ToString()));
        var text = Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync());
        Assert.Contains("\n  \"person\": {", text, StringComparison.Ordinal);
        Assert.Contains("要资料的", text, StringComparison.Ordinal);
        Assert.Equal("核对证件", JsonDocument.Parse(text).RootElement.GetProperty("idNumberOpenings")[0].GetProperty("purpose").GetString());
        using var nobody = await api.Host.ReadsPagesAsync();
        await nobody.GoAsync(link);
        Assert.StartsWith("/sign-in", nobody.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_needs_a_tick_and_the_password_and_says_goodbye()
    {
        using var browser = await SignedInAsync("13100131009");
        (await browser.GoAsync("/me/leaving")).Reads("会删除，不能恢复").Reads("会留下，但不再有您的名字");
        await browser.PressAsync(Form, 400, ("password", Api.Password));
        Assert.Equal("departure.not_sure", browser.Refusal);
        await browser.PressAsync(Form, 401, ("sure", "1"), ("password", "not this"));
        Assert.Equal("session.wrong", browser.Refusal);
        await browser.PressAsync(Form, ("sure", "1"), ("password", Api.Password));
        Assert.Equal("/goodbye", browser.Address);
        await browser.GoAsync("/me");
        await browser.PressAsync(Form, 401, ("Typed.Phone", "13100131009"), ("Typed.Password", Api.Password));
    }

    [Fact]
    public async Task Whoever_has_an_open_order_stays_and_hears_why()
    {
        using var browser = await SignedInAsync("13100131010");
        var hash = api.Town.Keys.LookupHash("phone", "13100131010");
        await api.Town.PlacedAsync((await api.Town.Postgres.ReadAsync<Guid>($"""select id as "Value" from persons where phone_hash = {hash}"""))[0]);
        await browser.GoAsync("/me/leaving");
        await browser.PressAsync(Form, 409, ("sure", "1"), ("password", Api.Password));
        Assert.Equal("person.visit_open", browser.Refusal);
    }

    private async Task<PageReader> SignedInAsync(string phone, bool known = false)
    {
        if (!known)
        {
            using var program = api.Host.CreateClient();
            (await program.PostAsync("/api/v1/accounts", Api.SignUpForm(phone))).Is(HttpStatusCode.Created);
        }

        var browser = await api.Host.ReadsPagesAsync();
        await browser.GoAsync("/sign-in?then=%2Fme");
        await browser.PressAsync(Form, ("Typed.Phone", phone), ("Typed.Password", Api.Password));
        Assert.Equal("/me", browser.Address);
        return browser;
    }
}
