namespace TimeBank.Journeys;

/// <summary>How people like to read: in two languages, large, and without scripts.</summary>
public sealed class ReadingTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task The_language_is_switched_on_any_page_and_stays()
    {
        var phone = await stage.PhoneAsync();
        await phone.GoAsync("/sign-in");
        await phone.ReadsAsync("登录");
        await phone.LookAsync("sign-in");
        await phone.FollowAsync("English");
        await phone.ReadsAsync("Sign in");
        await phone.LookAsync("sign-in-en");
        await phone.GoAsync("/");
        await phone.LookAsync("home-en");
        await phone.FollowAsync("中文");
        await phone.ReadsAsync("登录");
        await phone.LookAsync("home");
    }

    [Fact]
    public async Task A_browser_that_prefers_English_is_answered_in_English()
    {
        var phone = await stage.PhoneAsync(reader: new(Language: "en-GB"));
        await phone.GoAsync("/sign-in");
        await phone.ReadsAsync("Sign in");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Large_print_is_one_tap_away_on_every_page_and_stays(bool scripts)
    {
        var phone = await stage.PhoneAsync(stage.Town.Resident, new(Scripts: scripts));
        await phone.GoAsync("/");
        await phone.FollowAsync("长者模式");
        Assert.Equal("elder", await phone.Page.Locator("html").GetAttributeAsync("class"));
        await phone.LookAsync("home-elder");
        await phone.GoAsync("/sign-in");
        Assert.Equal("elder", await phone.Page.Locator("html").GetAttributeAsync("class"));
    }
}
