using System.Text.RegularExpressions;

namespace TimeBank.Api.Tests.Accounts;

/// <summary>What each page of this room keeps to, in both languages and in large print.</summary>
public sealed partial class EveryPageTests(Api api) : IClassFixture<Api>
{
    private static readonly string[] _public = ["/sign-in", "/sign-in/code", "/sign-up", "/sign-up?agreed=2026-11", "/sign-up?agreed=2026-11&site=420602001001", "/sign-up?agreed=2026-11&with=station", "/forgotten", "/forgotten?with=station", "/terms", "/goodbye", "/me/reading"];
    private static readonly string[] _own = ["/sign-up/done", "/me", "/me/details", "/me/home", "/me/home?site=420602001002", "/me/relatives", "/me/relatives/new", "/me/phone", "/me/password", "/me/devices", "/me/seen", "/me/export", "/me/leaving", "/messages"];

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_signing_in_and_back()
    {
        using var browser = await api.Host.ReadsPagesAsync();
        foreach (var address in _own)
        {
            await browser.GoAsync(address);
            Assert.Equal($"/sign-in?then={Uri.EscapeDataString(address)}", browser.Address);
        }
    }

    [Theory]
    [InlineData("zh", 0)]
    [InlineData("en", 0)]
    [InlineData("zh", 1)]
    [InlineData("en", 1)]
    public async Task Each_page_is_whole_in_each_language_and_size(string language, int elder)
    {
        await using var sending = api.SendingTexts(prove: true);
        using var browser = await sending.ReadsPagesAsync(await api.Town.PersonAsync("Ann Lee", phone: "13000130001"));
        await browser.GoAsync($"/me/reading?lang={language}&elder={elder}");
        foreach (var address in _public.Concat(_own))
        {
            await browser.GoAsync(address);
            var page = browser.Page;
            Assert.Equal(language == "zh" ? "zh-Hans" : "en", page.DocumentElement.GetAttribute("lang"));
            Assert.Equal(elder == 1, page.DocumentElement.ClassName == "elder");
            Assert.Single(page.QuerySelectorAll("main h1"));
            Assert.True(page.Title?.Length > 1, address);
            Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src]), [onclick]"));
            Assert.All(page.QuerySelectorAll("form[method=post]"), form => Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]")));
            Assert.All(page.QuerySelectorAll("main input:not([type=hidden]), main textarea, main select"), field => Assert.True(field.Closest("label") is not null, $"{address}: {field.OuterHtml}"));
            Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
            if (language == "en") { Assert.True(!Han().IsMatch(Names().Replace(browser.Text, "")), $"{address}: {browser.Text}"); }
            Assert.DoesNotMatch(Keys(), browser.Text);
        }
    }

    [GeneratedRegex("[一-鿿]")]
    private static partial Regex Han();

    /// <summary>Names of sites, and of the other language.</summary>
    [GeneratedRegex("昭明台社区|西街社区|襄阳市|襄城区|樊城区|王府街道|中文")]
    private static partial Regex Names();

    /// <summary>A key instead of its word.</summary>
    [GeneratedRegex("\\b(SignUp|SignIn|Code|Me|Site|Until|Forgotten|Relatives|Seen|Leaving)\\.[A-Z]")]
    private static partial Regex Keys();
}
