
namespace TimeBank.Api.Tests.Layout;

/// <summary>The ground that every page stands on.</summary>
public sealed class PageTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task A_page_that_needs_a_person_leads_to_signing_in_and_back()
    {
        using var anybody = api.Host.CreateClient();
        var phone = "13800138777";
        (await anybody.PostAsync("/api/v1/accounts", Api.SignUpForm(phone))).Is(System.Net.HttpStatusCode.Created);
        using var browser = await api.Host.ReadsPagesAsync();
        await browser.GoAsync("/me");
        Assert.Equal("/sign-in?then=%2Fme", browser.Address);

        await browser.PressAsync("form", 401, ("Typed.Phone", phone), ("Typed.Password", "not this one"));
        Assert.Equal("session.wrong", browser.Refusal);
        Assert.Equal(phone, browser.Page.QuerySelector("input[name='Typed.Phone']")!.GetAttribute("value"));

        await browser.PressAsync("main form", ("Typed.Phone", phone), ("Typed.Password", Api.Password));
        Assert.Equal("/me", browser.Address);
        await browser.PressAsync("form[action='/sign-out']");
        await browser.GoAsync("/me");
        Assert.StartsWith("/sign-in", browser.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_a_page_in_words_for_people_and_a_problem_for_programs()
    {
        using var browser = await api.Host.ReadsPagesAsync();
        (await browser.GoAsync("/nothing-here", 404)).Reads("这里没有内容");
        using var program = api.Host.CreateClient();
        (await program.ReadAsync("/nothing-here")).IsProblem(System.Net.HttpStatusCode.NotFound, "route.unknown");
    }

    [Theory]
    [InlineData(200, 404)]
    [InlineData(0, 404)]
    [InlineData(302, 404)]
    [InlineData(600, 404)]
    [InlineData(503, 200)]
    public async Task Only_a_failure_has_a_page_of_its_status(int code, int status)
    {
        using var browser = await api.Host.ReadsPagesAsync();
        var page = await browser.GoAsync($"/status/{code}", status);
        page.Reads(status == 404 ? "这里没有内容" : "系统正忙");
    }

    /// <summary>Signed out in another window, or for too long: the browser asks with a form, and must be shown something.</summary>
    [Fact]
    public async Task A_button_pressed_after_the_session_has_ended_leads_to_signing_in_and_back_to_its_page()
    {
        using var browser = await api.Host.ReadsPagesAsync();
        foreach (var (page, then) in new[] { ("http://localhost/pool?field=Health", "%2Fpool%3Ffield%3DHealth"), ("http://elsewhere/", "%2F") })
        {
            using HttpRequestMessage press = new(HttpMethod.Post, "/messages/read") { Content = new FormUrlEncodedContent([]) };
            press.Headers.Accept.ParseAdd("text/html");
            press.Headers.Referrer = new(page);
            using var reply = await browser.Http.SendAsync(press);
            Assert.Equal((System.Net.HttpStatusCode.OK, $"/sign-in?then={then}"), (reply.StatusCode, reply.RequestMessage!.RequestUri!.PathAndQuery));
        }
    }

    [Fact]
    public async Task What_is_posted_to_no_address_of_ours_is_answered_in_words()
    {
        using var browser = await api.Host.ReadsPagesAsync();
        using HttpRequestMessage press = new(HttpMethod.Post, "/nowhere") { Content = new FormUrlEncodedContent([]) };
        press.Headers.Accept.ParseAdd("text/html");
        using var reply = await browser.Http.SendAsync(press);
        Assert.Equal(System.Net.HttpStatusCode.MethodNotAllowed, reply.StatusCode);
        Assert.Contains("这里没有内容", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_and_large_print_are_remembered_and_leave_the_address()
    {
        using var browser = await api.Host.ReadsPagesAsync();
        await browser.GoAsync("/sign-in?then=%2Forders&lang=en&elder=1");
        Assert.Equal("/sign-in?then=%2Forders", browser.Address);
        Assert.Equal(("en", "elder"), (browser.Page.DocumentElement.GetAttribute("lang")!, browser.Page.DocumentElement.ClassName!));
        (await browser.GoAsync("/sign-in")).Reads("Sign in");
        await browser.GoAsync("/sign-in?lang=zh&elder=0");
        Assert.Equal(("zh-Hans", ""), (browser.Page.DocumentElement.GetAttribute("lang")!, browser.Page.DocumentElement.ClassName ?? ""));
    }

    [Theory]
    [InlineData("/orders?cursor=zz")]
    [InlineData("/order?item=abc&again=abc&wish=1")]
    [InlineData("/desk/420602001001?order=abc")]
    [InlineData("/desk/420602001001/cases?cursor=zz")]
    [InlineData("/desk/420602001001/new?for=zz")]
    public async Task An_address_that_was_cut_off_shows_the_page(string address)
    {
        using var browser = await api.Host.ReadsPagesAsync(api.Town.Dispatcher);
        await browser.GoAsync(address);
    }

    [Fact]
    public async Task A_choice_of_language_never_leads_to_another_host()
    {
        using var browser = api.Host.CreateClient(new() { AllowAutoRedirect = false });
        using var answer = await browser.GetAsync(new Uri("http://localhost//elsewhere.example/?lang=zh"));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_post_without_the_pages_token_changes_nothing()
    {
        using var browser = await api.Host.ReadsPagesAsync(api.Town.Resident);
        browser.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using FormUrlEncodedContent forged = new([new("action", "Withdraw"), new("back", "/sign-in")]);
        using var answer = await browser.Http.PostAsync($"/orders/{Guid.CreateVersion7(api.Town.Clock.GetUtcNow())}/moves", forged);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("form.stale", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/orders", "/orders")]
    [InlineData("/orders/1?x=2", "/orders/1?x=2")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData("/a\nb", "/")]
    [InlineData(null, "/")]
    public void Only_addresses_of_ours_are_gone_on_to(string? asked, string went) => Assert.Equal(went, TimeBank.Api.Http.Posted.LocalPath(asked));

    [Fact]
    public async Task Assets_are_ours_and_nothing_inline_is_needed()
    {
        using var browser = await api.Host.ReadsPagesAsync();
        await browser.GoAsync("/sign-in");
        foreach (var address in browser.Page.QuerySelectorAll("link[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!))
        {
            Assert.True(address.StartsWith('/') || !address.Contains(':', StringComparison.Ordinal), address);
            using var asset = await browser.Http.GetAsync(address.StartsWith('/') ? address : $"/{address}");
            Assert.True(asset.IsSuccessStatusCode && (await asset.Content.ReadAsByteArrayAsync()).Length > 100, address);
        }

        Assert.Empty(browser.Page.QuerySelectorAll("[style], style, script:not([src])"));
    }
}
