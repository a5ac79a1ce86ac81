using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Accounts;

/// <summary>Signing up as people do it, with scripts off.</summary>
public sealed class SignUpPageTests(Api api) : IClassFixture<Api>
{
    private const string Form = "main form[method=post]";
    private const string Station = "昭明台社区";

    [Fact]
    public async Task The_notice_is_read_first_then_the_station_is_found_by_its_name_then_three_things_are_typed()
    {
        using var browser = await api.Host.ReadsPagesAsync();
        (await browser.GoAsync("/sign-up")).Reads("我们只为安排和记录志愿服务而使用您的姓名");
        Assert.Null(browser.Page.QuerySelector(Form));
        await browser.FollowAsync("我看过了，同意，下一步");
        await browser.PressAsync("main form", ("q", "昭明"));
        browser.Reads("襄阳市 · 襄城区 · 王府街道");
        await browser.FollowAsync("/sign-up?agreed=2026-11&site=420602001001");
        browser.Reads(Station);

        await browser.PressAsync(Form, 400, ("phone", "12345"), ("name", "欧阳上官"), ("password", Api.Password));
        Assert.Equal(("phone.malformed", "12345", "欧阳上官"), (browser.Refusal, Value(browser, "phone"), Value(browser, "name")));
        Assert.Null(browser.Page.QuerySelector("input[name=password]")!.GetAttribute("value"));
        await browser.PressAsync(Form, 400, ("phone", "13300133001"), ("password", "13300133001"));
        Assert.Equal("password.weak", browser.Refusal);
        await browser.PressAsync(Form, ("password", Api.Password));
        Assert.Equal("/sign-up/done", browser.Address);
        browser.Reads("欢迎您，欧阳上官。您的所属实践站是昭明台社区。");
        (await browser.GoAsync("/me")).Reads("133****3001");
    }

    [Fact]
    public async Task The_station_is_found_step_by_step_and_another_one_can_be_chosen()
    {
        using var browser = await api.Host.ReadsPagesAsync();
        await browser.GoAsync("/sign-up?agreed=2026-11&then=%2Fmessages");
        foreach (var site in new[] { "420602", "420602001" }) { await browser.FollowAsync($"/sign-up?agreed=2026-11&then=%2Fmessages&at={site}"); }
        browser.Reads("全部 › 襄阳市 › 襄城区 › 王府街道");
        await browser.FollowAsync("/sign-up?agreed=2026-11&then=%2Fmessages&site=420602001002");
        browser.Reads("西街社区");
        await browser.FollowAsync("换一个");
        Assert.Null(browser.Page.QuerySelector(Form));
        await browser.GoAsync("/sign-up?agreed=2026-11&then=%2Fmessages&site=420602001002");
        await browser.PressAsync(Form, ("phone", "13300133002"), ("name", "王芳"), ("password", Api.Password));
        await browser.FollowAsync("继续刚才的事");
        Assert.Equal("/messages", browser.Address);
    }

    [Theory]
    [InlineData("/sign-up?agreed=1999-01&site=420602001001")]
    [InlineData("/sign-up?site=420602001001")]
    public async Task Without_the_notice_of_today_there_is_no_form(string address)
    {
        using var browser = await api.Host.ReadsPagesAsync();
        await browser.GoAsync(address);
        Assert.Null(browser.Page.QuerySelector(Form));
    }

    [Fact]
    public async Task A_phone_that_has_an_account_is_told_so_and_nothing_is_lost()
    {
        using var browser = await api.Host.ReadsPagesAsync();
        using var program = api.Host.CreateClient();
        (await program.PostAsync("/api/v1/accounts", Api.SignUpForm("13300133003"))).Is(System.Net.HttpStatusCode.Created);
        await browser.GoAsync("/sign-up?agreed=2026-11&site=420602001001");
        await browser.PressAsync(Form, 409, ("phone", "13300133003"), ("name", "另一个人"), ("password", Api.Password));
        Assert.Equal(("account.exists", "另一个人"), (browser.Refusal, Value(browser, "name")));
    }

    [Fact]
    public async Task Whoever_was_enrolled_comes_with_the_stations_code_and_needs_no_name()
    {
        var person = await api.Town.PersonAsync("由站里登记的", phone: "13300133004");
        var hash = api.Town.Keys.LookupHash("activation", "24681357");
        await api.Town.Postgres.RunAsync($"insert into activations (code_hash, person_id, expires_at) values ({hash}, {person}, {api.Town.Clock.GetUtcNow().AddDays(1)})");
        await using var sending = api.SendingTexts(prove: true);
        using var browser = await sending.ReadsPagesAsync();
        await browser.GoAsync("/sign-up?agreed=2026-11");
        await browser.FollowAsync("实践站给了我激活码");
        await browser.PressAsync(Form, 409, ("activation", "00000000"), ("phone", "13300133004"), ("password", Api.Password));
        Assert.Equal(("activation.wrong", "00000000"), (browser.Refusal, Value(browser, "activation")));
        await browser.PressAsync(Form, ("activation", "24681357"), ("password", Api.Password));
        browser.Reads("欢迎您，由站里登记的。");
    }

    [Fact]
    public async Task Where_texts_are_sent_the_phone_is_proven_first()
    {
        await using var sending = api.SendingTexts(prove: true);
        using var browser = await sending.ReadsPagesAsync();
        await browser.GoAsync("/sign-up?agreed=2026-11&site=420602001001");
        Assert.Null(browser.Page.QuerySelector("input[name=password]"));
        await browser.PressAsync(Form, ("phone", "13300133005"));
        browser.Reads("验证码已发到 13300133005");
        var code = await api.Town.CodeOnAsync("13300133005");
        await browser.PressAsync($"button[name={TimeBank.Api.Accounts.CodePage.Again}]", 429);
        Assert.Equal("one_time_code.too_soon", browser.Refusal);
        browser.Reads("以后可以再试");
        await browser.PressAsync(Form, 403, ("code", Phones.Not(code)), ("name", "王芳"), ("password", Api.Password));
        Assert.Equal(("one_time_code.wrong", "王芳"), (browser.Refusal, Value(browser, "name")));
        await browser.PressAsync(Form, ("code", code), ("password", Api.Password));
        Assert.Equal("/sign-up/done", browser.Address);
    }

    private static string? Value(PageReader browser, string field) => browser.Page.QuerySelector($"input[name={field}]")?.GetAttribute("value");
}
