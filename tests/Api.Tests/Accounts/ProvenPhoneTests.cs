using System.Net;
using System.Net.Http.Headers;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Accounts;

/// <summary>Where texts are sent, a phone signs in only whoever has it in hand.</summary>
public sealed class ProvenPhoneTests : IClassFixture<Api>, IAsyncDisposable
{
    private const string Accounts = "/api/v1/accounts";
    private readonly Api _api;
    private readonly ApiHost _host;
    private readonly HttpClient _client;

    public ProvenPhoneTests(Api api)
    {
        _api = api;
        _host = api.SendingTexts(prove: true);
        _client = _host.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_sign_up_needs_the_code_and_counts_wrong_ones()
    {
        (await _client.PostAsync(Accounts, Form("13400134001", null))).IsProblem(HttpStatusCode.BadRequest, "one_time_code.needed");
        var code = await AskedAsync("13400134001", "SignUp");
        for (var i = 1; i <= 4; i++) { (await _client.PostAsync(Accounts, Form("13400134001", Phones.Not(code, i)))).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong"); }
        (await _client.PostAsync(Accounts, Form("13400134001", code))).Is(HttpStatusCode.Created);

        var other = await AskedAsync("13400134002", "SignUp");
        var tries = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => _client.PostAsync(Accounts, Form("13400134002", Phones.Not(other, i)))));
        Assert.All(tries, t => t.IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong"));
        (await _client.PostAsync(Accounts, Form("13400134002", other))).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong");
    }

    [Fact]
    public async Task Asked_twice_under_one_key_a_right_code_is_used_once_and_answered_alike()
    {
        var form = Form("13400134003", await AskedAsync("13400134003", "SignUp"));
        var first = (await _client.PostAsync(Accounts, form, ("Idempotency-Key", "sign-up-1"))).Is(HttpStatusCode.Created);
        Assert.Equal(first.Body, (await _client.PostAsync(Accounts, form, ("Idempotency-Key", "sign-up-1"))).Is(HttpStatusCode.Created).Body);
    }

    [Fact]
    public async Task Whoever_has_an_account_learns_it_by_text_and_nobody_else_does()
    {
        (await _client.PostAsync(Accounts, Form("13400134004", await AskedAsync("13400134004", "SignUp")))).Is(HttpStatusCode.Created);
        _api.Town.Clock.Advance(TimeSpan.FromMinutes(1));
        (await _client.PostAsync("/api/v1/one-time-codes", new { phone = "13400134004", purpose = "SignUp" })).Is(HttpStatusCode.OK);
        Assert.Contains("已经注册过", (await _api.Town.TextsToAsync("13400134004"))[^1], StringComparison.Ordinal);
        (await _client.PostAsync(Accounts, Form("13400134004", "123456"))).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong");
    }

    [Fact]
    public async Task Whoever_comes_with_the_stations_code_was_seen_by_the_station()
    {
        var person = await _api.Town.PersonAsync("由站里登记", phone: "13400134005");
        var hash = _api.Town.Keys.LookupHash("activation", "12345678");
        await _api.Town.Postgres.RunAsync($"insert into activations (code_hash, person_id, expires_at) values ({hash}, {person}, {_api.Town.Clock.GetUtcNow().AddDays(1)})");
        (await _client.PostAsync(Accounts, new { phone = "13400134005", password = Api.Password, consentVersion = "2026-11", activationCode = "12345678" })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_new_phone_is_proven_and_the_old_one_hears_of_it()
    {
        (await _client.PostAsync(Accounts, Form("13400134006", await AskedAsync("13400134006", "SignUp")))).Is(HttpStatusCode.Created);
        var session = (await _client.PostAsync("/api/v1/sessions", new { phone = "13400134006", password = Api.Password })).Is(HttpStatusCode.OK);
        using var client = _host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.TextOf("accessToken"));
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        var code = await AskedAsync("13400134007", "Phone");
        (await client.PutAsync("/api/v1/me/phone", new { password = Api.Password, newPhone = "13400134007" })).IsProblem(HttpStatusCode.BadRequest, "one_time_code.needed");
        (await client.PutAsync("/api/v1/me/phone", new { password = Api.Password, newPhone = "13400134007", code = Phones.Not(code) })).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong");
        (await client.PutAsync("/api/v1/me/phone", new { password = Api.Password, newPhone = "13400134008", code })).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong");
        (await client.PutAsync("/api/v1/me/phone", new { password = Api.Password, newPhone = "13400134007", code })).Is(HttpStatusCode.NoContent);
        Assert.Contains(await _api.Town.TextsToAsync("13400134006"), text => text.Contains("now signs in with another phone", StringComparison.Ordinal));
        (await _client.PostAsync("/api/v1/sessions", new { phone = "13400134007", password = Api.Password })).Is(HttpStatusCode.OK);
    }

    private static object Form(string phone, string? code) => new { phone, password = Api.Password, name = "王芳", homeSiteCode = "420602001001", consentVersion = "2026-11", code };

    private async Task<string> AskedAsync(string phone, string purpose)
    {
        (await _client.PostAsync("/api/v1/one-time-codes", new { phone, purpose })).Is(HttpStatusCode.OK);
        return await _api.Town.CodeOnAsync(phone);
    }
}
