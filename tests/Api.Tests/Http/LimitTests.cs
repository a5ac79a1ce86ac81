using System.Globalization;
using System.Net;

namespace TimeBank.Api.Tests.Http;

public sealed class LimitTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task Whoever_asks_too_often_hears_when_to_go_on()
    {
        await using var limited = api.Host.WithWebHostBuilder(b => b.UseSetting("RateLimits:PerMinute", "2"));
        using var client = limited.CreateClient();
        (await client.ReadAsync("/api/v1/consent-texts/current")).Is(HttpStatusCode.OK);
        (await client.ReadAsync("/api/v1/consent-texts/current")).Is(HttpStatusCode.OK);
        var refused = (await client.ReadAsync("/api/v1/consent-texts/current")).IsProblem(HttpStatusCode.TooManyRequests, "rate.exceeded");
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 60);
        (await client.ReadAsync("/health/live")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Passwords_are_tried_less_often_than_pages_are_read()
    {
        await using var limited = api.Host.WithWebHostBuilder(b => b.UseSetting("RateLimits:PasswordsPerMinute", "1"));
        using var client = limited.CreateClient();
        (await client.PostAsync("/api/v1/sessions/refresh", new { refreshToken = "x" })).IsProblem(HttpStatusCode.Unauthorized, "session.ended");
        (await client.PostAsync("/api/v1/sessions/refresh", new { refreshToken = "x" })).IsProblem(HttpStatusCode.TooManyRequests, "rate.exceeded");
        (await client.ReadAsync("/api/v1/consent-texts/current")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_accounts_behind_one_address_do_not_use_up_each_others_share()
    {
        await using var limited = api.Host.WithWebHostBuilder(b => b.UseSetting("RateLimits:PerMinute", "1"));
        foreach (var name in new[] { "甲", "乙" })
        {
            using var minted = await api.Host.AsAsync(await api.Town.PersonAsync(name));
            using var client = limited.CreateClient();
            client.DefaultRequestHeaders.Authorization = minted.DefaultRequestHeaders.Authorization;
            (await client.ReadAsync("/api/v1/orders")).Is(HttpStatusCode.OK);
            (await client.ReadAsync("/api/v1/orders")).IsProblem(HttpStatusCode.TooManyRequests, "rate.exceeded");
        }
    }

    /// <summary>Kestrel itself, since it is the one that knows who is calling.</summary>
    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("192.0.2.7", HttpStatusCode.TooManyRequests)]
    [InlineData("", HttpStatusCode.TooManyRequests)]
    public async Task Only_a_proxy_that_is_trusted_may_say_for_whom_it_asks(string trusted, HttpStatusCode second)
    {
        await using var real = new TestKit.ApiHost(api.Town.Postgres, api.Town.Clock);
        await using var limited = real.WithWebHostBuilder(b => b.UseSetting("RateLimits:PerMinute", "1").UseSetting("Proxies:Trusted", trusted));
        limited.UseKestrel(0);
        limited.StartServer();
        using HttpClient client = new() { BaseAddress = limited.ClientOptions.BaseAddress };
        (await client.ReadAsync("/api/v1/consent-texts/current", ("X-Forwarded-For", "198.51.100.1"))).Is(HttpStatusCode.OK);
        (await client.ReadAsync("/api/v1/consent-texts/current", ("X-Forwarded-For", "198.51.100.2"))).Is(second);
    }

    /// <summary>Kestrel itself, since it is the one that counts bytes.</summary>
    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_refused()
    {
        await using var real = new TestKit.ApiHost(api.Town.Postgres, api.Town.Clock);
        real.UseKestrel(0);
        real.StartServer();
        using HttpClient client = new() { BaseAddress = real.ClientOptions.BaseAddress };
        var big = $"{{\"phone\":\"{new string('1', 1024 * 1024)}\"}}";
        (await client.PostAsync("/api/v1/accounts", big)).IsProblem(HttpStatusCode.RequestEntityTooLarge, "input.too_large");
        var keyed = (await client.PostAsync("/api/v1/accounts", big, ("Idempotency-Key", "big"))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "input.too_large");
        Assert.False(keyed.Headers.ContainsKey("Server"));
    }

    /// <summary>A form of which Kestrel reads no more has no token either, and yet the page had not become old.</summary>
    [Fact]
    public async Task Photos_that_are_too_large_together_hear_so()
    {
        var resident = await api.Town.PersonAsync("拍照的周爷爷");
        var order = await api.Town.PlacedAsync(by: resident);
        await using var real = new TestKit.ApiHost(api.Town.Postgres, api.Town.Clock);
        real.UseKestrel(0);
        real.StartServer();
        var (name, value) = await real.CookieOfAsync(resident);
        using HttpClientHandler handler = new();
        handler.CookieContainer.Add(real.ClientOptions.BaseAddress, new Cookie(name, value));
        HttpClient http = new(handler) { BaseAddress = real.ClientOptions.BaseAddress };
        http.DefaultRequestHeaders.ExpectContinue = true;   // the answer comes before the body, and is not lost while that is still written
        using TestKit.PageReader phone = new(http);
        await phone.GoAsync($"/orders/{order}");
        await phone.Choose("photos", new byte[9_000_000], new byte[9_000_000]).PressAsync("form[enctype='multipart/form-data']", 413);
        Assert.Equal("input.too_large", phone.Refusal);
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/consent-texts/current")]
    [InlineData("/health/live")]
    public async Task Every_answer_tells_browsers_to_be_careful(string path)
    {
        using var client = api.Host.CreateClient();
        var reply = await client.ReadAsync(path);
        Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
        Assert.Equal("same-origin", reply.Headers["Referrer-Policy"]);
        Assert.Contains("default-src 'self'", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        // Nothing is kept unless it says itself how long it lasts.
        Assert.StartsWith("no-store", reply.Headers["Cache-Control"], StringComparison.Ordinal);
    }
}
