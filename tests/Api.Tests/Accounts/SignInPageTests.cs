using System.Net;
using System.Text.RegularExpressions;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Accounts;

/// <summary>Signing in, by password and by code, and what becomes of a forgotten one.</summary>
public sealed partial class SignInPageTests : IClassFixture<Api>, IAsyncDisposable
{
    private const string Form = "main form[method=post]";
    private readonly Api _api;
    private readonly ApiHost _sending;

    public SignInPageTests(Api api) => (_api, _sending) = (api, api.SendingTexts());

    public ValueTask DisposeAsync() => _sending.DisposeAsync();

    [Fact]
    public async Task A_locked_account_says_until_when_and_a_code_opens_it()
    {
        await SignedUpAsync("13200132001");
        using var browser = await _sending.ReadsPagesAsync();
        await browser.GoAsync("/sign-in?then=%2Fme%2Fphone");
        for (var i = 1; i <= 4; i++) { await browser.PressAsync(Form, 401, ("Typed.Phone", "13200132001"), ("Typed.Password", "not this")); }
        await browser.PressAsync(Form, 403, ("Typed.Password", "not this"));
        Assert.Equal("session.locked", browser.Refusal);
        browser.Reads("今天 09:15 以后可以再试");

        await browser.FollowAsync("用短信验证码登录");
        await browser.PressAsync(Form, ("phone", "13200132001"));
        await browser.PressAsync(Form, 403, ("code", "12"));
        Assert.Equal("one_time_code.wrong", browser.Refusal);
        await browser.PressAsync(Form, ("code", await _api.Town.CodeOnAsync("13200132001")));
        Assert.Equal("/me/phone", browser.Address);
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_and_a_weak_one_uses_up_no_code()
    {
        await SignedUpAsync("13200132002");
        using var browser = await _sending.ReadsPagesAsync();
        await browser.GoAsync("/sign-in");
        await browser.FollowAsync("忘了密码？");
        await browser.PressAsync(Form, 400, ("phone", "not a phone"));
        Assert.Equal("phone.malformed", browser.Refusal);
        await browser.PressAsync(Form, ("phone", "13200132002"));
        var code = await _api.Town.CodeOnAsync("13200132002");
        await browser.PressAsync(Form, 400, ("code", code), ("password", "short"));
        await browser.PressAsync(Form, 400, ("code", code), ("password", "13200132002"));
        Assert.Equal("password.weak", browser.Refusal);
        await browser.PressAsync(Form, ("code", code), ("password", "battery staple"));
        Assert.Equal("/", browser.Address);
        (await browser.GoAsync("/me")).Reads("132****2002");
        using var program = _api.Host.CreateClient();
        (await program.PostAsync("/api/v1/sessions", new { phone = "13200132002", password = "battery staple" })).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/forgotten")]
    [InlineData("/sign-in/code")]
    public async Task A_phone_that_nobody_has_sees_the_same_pages(string address)
    {
        var (known, unknown) = address == "/forgotten" ? ("13200132003", "13200132903") : ("13200132004", "13200132904");
        await SignedUpAsync(known);
        Assert.Equal(await PagesAsync(address, known), await PagesAsync(address, unknown));

        async Task<string> PagesAsync(string address, string phone)
        {
            using var browser = await _sending.ReadsPagesAsync();
            await browser.GoAsync(address);
            await browser.PressAsync(Form, ("phone", phone));
            var sent = Neutral(browser, phone);
            await browser.GoAsync(address);
            await browser.PressAsync(Form, 429, ("phone", phone));
            await browser.PressAsync(Form, 403, ("code", "00000x"), ("password", "battery staple"));
            return sent + Neutral(browser, phone);
        }
    }

    [Fact]
    public async Task Where_no_texts_are_sent_the_stations_code_sets_a_new_password()
    {
        await SignedUpAsync("13200132005");
        using var staff = await _api.Host.AsAsync(_api.Town.Dispatcher);
        var person = (await staff.PostAsync("/api/v1/persons/searches", new { phone = "13200132005" })).Json[0].GetProperty("id").GetString();
        var code = (await staff.SendAsync(HttpMethod.Post, $"/api/v1/persons/{person}/activation-codes")).Is(HttpStatusCode.OK).TextOf("code");

        using var browser = await _api.Host.ReadsPagesAsync();
        (await browser.GoAsync("/sign-in")).DoesNotRead("用短信验证码登录");
        (await browser.FollowAsync("忘了密码？")).Reads("请带身份证到所属实践站");
        await browser.PressAsync(Form, 403, ("phone", "13200132005"), ("code", "12345678"), ("password", "battery staple"));
        Assert.Equal("one_time_code.wrong", browser.Refusal);
        await browser.PressAsync(Form, ("code", code), ("password", "battery staple"));
        (await browser.GoAsync("/me")).Reads("132****2005");
        (await browser.GoAsync("/sign-in/code", 200)).Reads("获取验证码");
        await browser.PressAsync(Form, 409, ("phone", "13200132005"));
        Assert.Equal("one_time_code.no_texts", browser.Refusal);
    }

    [Fact]
    public async Task The_inbox_of_a_demonstration_says_what_it_is_and_elsewhere_there_is_none()
    {
        await SignedUpAsync("13200132006");
        using var browser = await _sending.ReadsPagesAsync();
        await browser.GoAsync("/sign-in/code");
        await browser.PressAsync(Form, ("phone", "13200132006"));
        (await browser.GoAsync("/dev/inbox")).Reads("这是演示环境").Reads("13200132006").Reads(await _api.Town.CodeOnAsync("13200132006"));
        using var usual = await _api.Host.ReadsPagesAsync();
        await usual.GoAsync("/dev/inbox", 404);
        await using ApiHost gateway = new(_api.Town.Postgres, _api.Town.Clock) { Settings = new Dictionary<string, string> { ["Sms:Kind"] = "Http" } };
        using var real = await gateway.ReadsPagesAsync();
        await real.GoAsync("/dev/inbox", 404);
    }

    [Fact]
    public async Task Reading_a_page_tries_no_password_and_pressing_its_button_does()
    {
        await using ApiHost limited = new(_api.Town.Postgres, _api.Town.Clock) { Settings = new Dictionary<string, string> { ["RateLimits:PasswordsPerMinute"] = "2" } };
        using var browser = await limited.ReadsPagesAsync();
        for (var i = 0; i < 5; i++) { await browser.GoAsync("/sign-in"); }
        for (var i = 0; i < 2; i++) { await browser.PressAsync(Form, 401, ("Typed.Phone", "13200132999"), ("Typed.Password", "guess")); }
        (await browser.PressAsync(Form, 429, ("Typed.Phone", "13200132999"), ("Typed.Password", "guess"))).Reads("点得太快了");
    }

    private async Task SignedUpAsync(string phone)
    {
        using var program = _api.Host.CreateClient();
        (await program.PostAsync("/api/v1/accounts", Api.SignUpForm(phone))).Is(HttpStatusCode.Created);
    }

    /// <summary>The page without what differs from request to request.</summary>
    private static string Neutral(PageReader browser, string phone)
    {
        foreach (var token in browser.Page.QuerySelectorAll("input[name=__RequestVerificationToken]")) { token.Remove(); }
        return Ids().Replace(browser.Page.DocumentElement.OuterHtml, "").Replace(phone, "", StringComparison.Ordinal);
    }

    [GeneratedRegex("编号 [0-9A-Z]+(:[0-9A-Z]+)?")]
    private static partial Regex Ids();
}
