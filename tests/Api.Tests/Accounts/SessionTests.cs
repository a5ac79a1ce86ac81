using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc.Testing;

namespace TimeBank.Api.Tests.Accounts;

public sealed class SessionTests(Api api) : IClassFixture<Api>
{
    private const string Sessions = "/api/v1/sessions";
    private const string Mine = "/api/v1/orders";   // any address that only people who are signed in reach
    private const string NewPassword = "battery staple";
    private static readonly (string, string) _ownPage = ("Sec-Fetch-Site", "same-origin");

    [Fact]
    public async Task Tokens_open_the_door_for_an_hour_and_are_renewed_for_a_fortnight()
    {
        var (client, tokens) = await BearerAsync("13600136001");
        (await client.ReadAsync(Mine)).Is(HttpStatusCode.OK);
        api.Town.Clock.Advance(TimeSpan.FromMinutes(61));
        (await client.ReadAsync(Mine)).IsProblem(HttpStatusCode.Unauthorized, "session.needed");
        var renewed = (await client.PostAsync($"{Sessions}/refresh", new { refreshToken = tokens.TextOf("refreshToken") })).Is(HttpStatusCode.OK);
        Hold(client, renewed);
        (await client.ReadAsync(Mine)).Is(HttpStatusCode.OK);
        api.Town.Clock.Advance(TimeSpan.FromDays(15));
        (await client.PostAsync($"{Sessions}/refresh", new { refreshToken = renewed.TextOf("refreshToken") })).IsProblem(HttpStatusCode.Unauthorized, "session.ended");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_phone_are_answered_alike()
    {
        using var client = await SignedUpAsync("13600136002");
        var wrong = (await client.PostAsync(Sessions, Form("13600136002", "wrong"))).IsProblem(HttpStatusCode.Unauthorized, "session.wrong");
        var unknown = (await client.PostAsync(Sessions, Form("13600136999", "wrong"))).IsProblem(HttpStatusCode.Unauthorized, "session.wrong");
        Assert.Equal(wrong.TextOf("detail"), unknown.TextOf("detail"));
        (await client.PostAsync(Sessions, Form("not a phone", "wrong"))).IsProblem(HttpStatusCode.Unauthorized, "session.wrong");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_for_a_quarter_of_an_hour_also_when_all_come_at_once()
    {
        using var client = await SignedUpAsync("13600136003");
        var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => client.PostAsync(Sessions, Form("13600136003", $"guess {i}"))));
        Assert.Equal(4, tries.Count(t => t.TextOf("code") == "session.wrong"));
        Assert.All(tries.Where(t => t.TextOf("code") != "session.wrong"), t => t.IsProblem(HttpStatusCode.Forbidden, "session.locked"));
        var locked = (await client.PostAsync(Sessions, Form("13600136003"))).IsProblem(HttpStatusCode.Forbidden, "session.locked");
        Assert.Equal(api.Town.Clock.GetUtcNow().AddMinutes(15), locked.Json.GetProperty("until").GetDateTimeOffset());
        api.Town.Clock.Advance(TimeSpan.FromMinutes(15));
        (await client.PostAsync(Sessions, Form("13600136003"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_tokens_and_cookies_at_once()
    {
        var (app, tokens) = await BearerAsync("13600136004");
        using var page = await CookieAsync("13600136004", known: true);
        (await page.ReadAsync(Mine)).Is(HttpStatusCode.OK);
        (await app.RemoveAsync(Sessions)).Is(HttpStatusCode.NoContent);
        (await app.ReadAsync(Mine)).IsProblem(HttpStatusCode.Unauthorized, "session.needed");
        (await page.ReadAsync(Mine)).IsProblem(HttpStatusCode.Unauthorized, "session.needed");
        (await app.PostAsync($"{Sessions}/refresh", new { refreshToken = tokens.TextOf("refreshToken") })).IsProblem(HttpStatusCode.Unauthorized, "session.ended");
    }

    [Fact]
    public async Task Signing_out_here_takes_the_cookie_and_leaves_other_sessions()
    {
        var (app, _) = await BearerAsync("13600136005");
        using var page = await CookieAsync("13600136005", known: true);
        (await page.RemoveAsync($"{Sessions}/current", _ownPage)).Is(HttpStatusCode.NoContent);
        (await page.ReadAsync(Mine)).Is(HttpStatusCode.Unauthorized);
        (await app.ReadAsync(Mine)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_password_ends_all_sessions_and_begins_one()
    {
        var (app, _) = await BearerAsync("13600136006");
        var (other, _) = await BearerAsync("13600136006", known: true);
        (await app.PutAsync("/api/v1/me/password", new { password = "wrong", newPassword = NewPassword })).IsProblem(HttpStatusCode.Unauthorized, "session.wrong");
        (await app.PutAsync("/api/v1/me/password", new { password = Api.Password, newPassword = "13600136006" })).IsProblem(HttpStatusCode.BadRequest, "password.weak");
        var begun = (await app.PutAsync("/api/v1/me/password", new { password = Api.Password, newPassword = NewPassword })).Is(HttpStatusCode.OK);
        (await other.ReadAsync(Mine)).Is(HttpStatusCode.Unauthorized);
        (await app.ReadAsync(Mine)).Is(HttpStatusCode.Unauthorized);
        Hold(app, begun);
        (await app.ReadAsync(Mine)).Is(HttpStatusCode.OK);
        (await app.PostAsync(Sessions, Form("13600136006"))).Is(HttpStatusCode.Unauthorized);
        (await app.PostAsync(Sessions, Form("13600136006", NewPassword))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_phone_needs_the_password_and_must_be_free()
    {
        var (app, _) = await BearerAsync("13600136007");
        (await SignedUpAsync("13600136008")).Dispose();
        (await app.PutAsync("/api/v1/me/phone", new { password = "wrong", newPhone = "13600136009" })).IsProblem(HttpStatusCode.Unauthorized, "session.wrong");
        (await app.PutAsync("/api/v1/me/phone", new { password = Api.Password, newPhone = "13600136008" })).IsProblem(HttpStatusCode.Conflict, "account.exists");
        (await app.PutAsync("/api/v1/me/phone", new { password = Api.Password, newPhone = "99999" })).IsProblem(HttpStatusCode.BadRequest, "phone.malformed");
        (await app.PutAsync("/api/v1/me/phone", new { password = Api.Password, newPhone = "0710-3500000" })).Is(HttpStatusCode.NoContent);
        (await app.PostAsync(Sessions, Form("13600136007"))).Is(HttpStatusCode.Unauthorized);
        (await app.PostAsync(Sessions, Form("(0710) 3500000"))).Is(HttpStatusCode.OK);
        var hash = api.Town.Keys.LookupHash("phone", "07103500000");
        Assert.Single(await api.Town.Postgres.ReadAsync<Guid>($"""select id as "Value" from persons where phone_hash = {hash}"""));
    }

    [Fact]
    public async Task A_cookie_changes_things_only_from_our_own_pages()
    {
        using var page = await CookieAsync("13600136010");
        (await page.RemoveAsync(Sessions)).IsProblem(HttpStatusCode.Forbidden, "session.cross_site");
        (await page.RemoveAsync(Sessions, ("Sec-Fetch-Site", "cross-site"), ("Origin", "http://localhost"))).IsProblem(HttpStatusCode.Forbidden, "session.cross_site");
        (await page.RemoveAsync(Sessions, ("Origin", "http://evil.example"))).IsProblem(HttpStatusCode.Forbidden, "session.cross_site");
        (await page.RemoveAsync(Sessions, ("Origin", "http://localhost"))).Is(HttpStatusCode.NoContent);
        using var again = await CookieAsync("13600136010", known: true);
        (await again.RemoveAsync(Sessions, _ownPage)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var client = await SignedUpAsync("13600136011");
        var cookie = (await client.PostAsync(Sessions, new { phone = "13600136011", password = Api.Password, cookie = true })).Headers["Set-Cookie"];
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        using var safe = api.Host.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new("https://localhost") });
        Assert.Contains("secure", (await safe.PostAsync(Sessions, new { phone = "13600136011", password = Api.Password, cookie = true })).Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer")]
    [InlineData("Basic MTM2MDAxMzYwMTI6eA==")]
    public async Task A_token_that_is_not_ours_is_nobody(string authorization)
    {
        using var client = api.Host.CreateClient();
        var refused = (await client.ReadAsync(Mine, ("Authorization", authorization))).IsProblem(HttpStatusCode.Unauthorized, "session.needed");
        Assert.StartsWith("Bearer", refused.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    private static object Form(string phone, string password = Api.Password) => new { phone, password };

    private static void Hold(HttpClient client, Reply tokens) => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.TextOf("accessToken"));

    private async Task<HttpClient> SignedUpAsync(string phone, bool known = false)
    {
        var client = api.Host.CreateClient();
        if (!known) { (await client.PostAsync("/api/v1/accounts", Api.SignUpForm(phone))).Is(HttpStatusCode.Created); }
        return client;
    }

    private async Task<(HttpClient, Reply Tokens)> BearerAsync(string phone, bool known = false)
    {
        var client = await SignedUpAsync(phone, known);
        var tokens = (await client.PostAsync(Sessions, Form(phone))).Is(HttpStatusCode.OK);
        Hold(client, tokens);
        return (client, tokens);
    }

    private async Task<HttpClient> CookieAsync(string phone, bool known = false)
    {
        var client = await SignedUpAsync(phone, known);
        (await client.PostAsync(Sessions, new { phone, password = Api.Password, cookie = true })).Is(HttpStatusCode.OK);
        return client;
    }
}
