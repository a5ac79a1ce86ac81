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

    [Fact]
    public async Task A_no_is_in_English_too_and_what_was_typed_stands()
    {
        Reader english = new(Language: "en-GB");
        var visitor = await stage.PhoneAsync(reader: english);
        await visitor.GoAsync("/sign-in");
        await visitor.TypeAsync("Phone", "13800138000");
        await visitor.TypeAsync("Password", "not the one");
        await HearsAsync(visitor, "Sign in", 401, "sign-in");

        var resident = await stage.PhoneAsync(stage.Town.Resident, english);
        await resident.GoAsync("/me/relatives/new");
        await resident.ChooseAsync("Parent");
        await resident.TypeAsync("Name", "周建国");
        await resident.TypeAsync("Phone", "13900139999");
        await HearsAsync(resident, "Register", 400, "relative");
        Assert.Equal("周建国", await resident.Page.GetByLabel("Name").First.InputValueAsync());

        await resident.GoAsync("/volunteer/real-name");
        await resident.TypeAsync("Identity number", "110105194912310021");
        await HearsAsync(resident, "Submit", 400, "real-name");

        var desk = await stage.DeskAsync(stage.Town.Dispatcher, english);
        await desk.GoAsync($"/desk/{stage.Town.Station.Code}/new");
        await desk.TypeAsync("Name", "严守成");
        await HearsAsync(desk, "Place the order", 400, "caller");
    }

    private static async Task HearsAsync(Window window, string press, int status, string name)
    {
        window.Expect(status);
        await window.PressLastAsync(press);
        var no = await window.Page.Locator(".refused p").First.InnerTextAsync();
        Assert.NotEmpty(no);
        Assert.DoesNotContain(no, letter => letter >= '\u2E80');
        await window.LookAsync($"no-{name}-en");
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
