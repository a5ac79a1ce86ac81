using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TimeBank.Api.Tests.Http;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Accounts;

public sealed class OneTimeCodeTests : IClassFixture<Api>, IAsyncDisposable
{
    private const string Codes = "/api/v1/one-time-codes";
    private const string Resets = "/api/v1/password-resets";
    private const string Sessions = "/api/v1/sessions";
    private const string Mine = "/api/v1/orders";
    private const string NewPassword = "battery staple";

    private readonly Api _api;
    private readonly ApiHost _host;
    private readonly HttpClient _client;

    public OneTimeCodeTests(Api api)
    {
        _api = api;
        _host = api.SendingTexts();
        _client = _host.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_with_a_code_from_the_phone()
    {
        using var old = await SignedInAsync("13500135101");
        var code = await AskedAsync("13500135101", "Password");
        var begun = (await _client.PostAsync(Resets, Reset("135 0013 5101", $" {code} "))).Is(HttpStatusCode.OK);
        (await old.ReadAsync(Mine)).Is(HttpStatusCode.Unauthorized);
        old.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", begun.TextOf("accessToken"));
        (await old.ReadAsync(Mine)).Is(HttpStatusCode.OK);
        (await _client.PostAsync(Sessions, SignIn("13500135101", Api.Password))).IsProblem(HttpStatusCode.Unauthorized, "session.wrong");
        (await _client.PostAsync(Sessions, SignIn("13500135101", NewPassword))).Is(HttpStatusCode.OK);
        (await _client.PostAsync(Resets, Reset("13500135101", code))).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong");
    }

    [Fact]
    public async Task Asking_for_a_phone_that_nobody_has_runs_the_same_statements_and_hears_the_same_words()
    {
        await SignedUpAsync("13500135102");
        ConcurrentQueue<string> statements = new();
        await using var watched = _host.WithWebHostBuilder(b => b
            .UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "Information")
            .ConfigureTestServices(s => s.AddLogging(l => l.AddProvider(new Heard(statements)))));
        using var client = watched.CreateClient();

        async Task<(string Answer, string Statements)> AskAsync(string phone, string path, object body)
        {
            statements.Clear();
            var reply = await client.PostAsync(path, body);
            // The first line of each holds the milliseconds.
            var sql = statements.Where(s => s.StartsWith("Executed DbCommand", StringComparison.Ordinal)).Select(s => s[s.IndexOf('\n', StringComparison.Ordinal)..]);
            return ($"{(int)reply.Status} {(reply.Body.Contains("code", StringComparison.Ordinal) ? reply.TextOf("code") + reply.TextOf("detail") : reply.Body)}", string.Join('\n', sql));
        }

        await AskAsync("13500135900", Codes, Ask("13500135900", "Password"));   // whatever is done only the first time
        var known = await AskAsync("13500135102", Codes, Ask("13500135102", "Password"));
        var unknown = await AskAsync("13500135901", Codes, Ask("13500135901", "Password"));
        Assert.StartsWith("200 {\"expiresAt\"", known.Answer, StringComparison.Ordinal);
        Assert.Contains("insert into accounts.one_time_codes", known.Statements, StringComparison.Ordinal);
        Assert.Equal(known, unknown);
        Assert.Single(await _api.Town.TextsToAsync("13500135102"));
        Assert.Empty(await _api.Town.TextsToAsync("13500135901"));

        var wrong = await AskAsync("13500135102", Resets, Reset("13500135102", Phones.Not(await _api.Town.CodeOnAsync("13500135102"))));
        var nobody = await AskAsync("13500135901", Resets, Reset("13500135901", "123456"));
        var never = await AskAsync("13500135902", Resets, Reset("13500135902", "123456"));
        Assert.StartsWith("403 one_time_code.wrong", wrong.Answer, StringComparison.Ordinal);
        Assert.Equal(wrong, nobody);
        Assert.Equal(wrong, never);
    }

    [Fact]
    public async Task Of_fifty_guesses_at_once_five_are_counted_and_then_the_right_code_is_dead()
    {
        await SignedUpAsync("13500135103");
        var code = await AskedAsync("13500135103", "Password");
        var replies = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => _client.PostAsync(Resets, Reset("13500135103", Phones.Not(code, i)))));
        Assert.All(replies, r => r.IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong"));
        Assert.Equal([5], await TriesAsync("13500135103"));
        (await _client.PostAsync(Resets, Reset("13500135103", code))).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong");
        (await _client.PostAsync(Sessions, SignIn("13500135103", Api.Password))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_ten_who_come_with_the_right_code_at_once_one_gets_in()
    {
        await SignedUpAsync("13500135104");
        var code = await AskedAsync("13500135104", "SignIn");
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _client.PostAsync(Sessions, new { phone = "13500135104", code })));
        Assert.Single(replies, r => r.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_opens_one_thing_for_ten_minutes_and_a_newer_one_ends_it()
    {
        await SignedUpAsync("13500135105");
        var code = await AskedAsync("13500135105", "Password");
        (await _client.PostAsync(Sessions, new { phone = "13500135105", code })).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong");
        _api.Town.Clock.Advance(TimeSpan.FromMinutes(1));
        var newer = await AskedAsync("13500135105", "Password");
        if (newer != code) { (await _client.PostAsync(Resets, Reset("13500135105", code))).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong"); }
        (await _client.PostAsync(Resets, Reset("13500135105", newer, "13500135105"))).IsProblem(HttpStatusCode.BadRequest, "password.weak");
        _api.Town.Clock.Advance(TimeSpan.FromMinutes(10));
        (await _client.PostAsync(Resets, Reset("13500135105", newer))).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong");
    }

    [Fact]
    public async Task A_code_signs_in_and_lifts_the_lock_out()
    {
        await SignedUpAsync("13500135106");
        for (var i = 0; i < 5; i++) { await _client.PostAsync(Sessions, SignIn("13500135106", $"guess {i}")); }
        (await _client.PostAsync(Sessions, SignIn("13500135106", Api.Password))).IsProblem(HttpStatusCode.Forbidden, "session.locked");
        var code = await AskedAsync("13500135106", "SignIn");
        (await _client.PostAsync(Sessions, new { phone = "13500135106", code, password = Api.Password })).IsProblem(HttpStatusCode.BadRequest, "session.password_or_code");
        (await _client.PostAsync(Sessions, new { phone = "13500135106" })).IsProblem(HttpStatusCode.BadRequest, "session.password_or_code");
        (await _client.PostAsync(Sessions, new { phone = "13500135106", code })).Is(HttpStatusCode.OK);
        (await _client.PostAsync(Sessions, SignIn("13500135106", Api.Password))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_phone_gets_one_code_a_minute_and_five_an_hour_whatever_comes_at_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _client.PostAsync(Codes, Ask("13500135107", "SignUp"))));
        Assert.Single(replies, r => r.Status == HttpStatusCode.OK);
        var soon = replies.First(r => r.Status != HttpStatusCode.OK).IsProblem(HttpStatusCode.TooManyRequests, "one_time_code.too_soon");
        Assert.Equal(_api.Town.Clock.GetUtcNow().AddMinutes(1), soon.Json.GetProperty("again").GetDateTimeOffset());
        for (var i = 0; i < 4; i++)
        {
            _api.Town.Clock.Advance(TimeSpan.FromMinutes(1));
            (await _client.PostAsync(Codes, Ask("13500135107", "SignUp"))).Is(HttpStatusCode.OK);
        }

        _api.Town.Clock.Advance(TimeSpan.FromMinutes(1));
        var often = (await _client.PostAsync(Codes, Ask("13500135107", "Password"))).IsProblem(HttpStatusCode.TooManyRequests, "one_time_code.too_often");
        _api.Town.Clock.MoveTo(often.Json.GetProperty("again").GetDateTimeOffset());
        (await _client.PostAsync(Codes, Ask("13500135107", "SignUp"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_asks_for_sixty_codes_an_hour_and_what_is_old_is_forgotten()
    {
        _api.Town.Clock.MoveTo(_api.Town.Clock.GetUtcNow().AddHours(2));
        var replies = await Task.WhenAll(Enumerable.Range(0, 65).Select(i => _client.PostAsync(Codes, Ask($"135001352{i:D2}", "SignUp"))));
        Assert.Equal(60, replies.Count(r => r.Status == HttpStatusCode.OK));
        Assert.All(replies.Where(r => r.Status != HttpStatusCode.OK), r => r.IsProblem(HttpStatusCode.TooManyRequests, "one_time_code.too_often"));

        _api.Town.Clock.Advance(TimeSpan.FromDays(2));
        for (var i = 0; i < 15; i++) { (await _client.PostAsync(Codes, Ask($"135001353{i:D2}", "SignUp"))).Is(HttpStatusCode.OK); }
        var now = _api.Town.Clock.GetUtcNow();
        Assert.Equal([0], await _api.Town.Postgres.ReadAsync<int>($"""select count(*)::int as "Value" from accounts.one_time_codes where expires_at < {now}"""));
        Assert.Equal([0], await _api.Town.Postgres.ReadAsync<int>($"""select count(*)::int as "Value" from accounts.code_counts where until_at < {now}"""));
    }

    [Theory]
    [InlineData("nonsense", "SignIn", HttpStatusCode.BadRequest, "phone.malformed")]
    [InlineData("0710-3512345", "SignIn", HttpStatusCode.BadRequest, "one_time_code.landline")]
    [InlineData("13500135108", "Nothing", HttpStatusCode.BadRequest, "input.malformed")]
    public async Task What_gets_no_text_is_told_so(string phone, string purpose, HttpStatusCode status, string code) =>
        (await _client.PostAsync(Codes, Ask(phone, purpose))).IsProblem(status, code);

    [Fact]
    public async Task Where_no_texts_are_sent_the_station_helps()
    {
        using var client = _api.Host.CreateClient();
        (await client.PostAsync(Codes, Ask("13500135109", "Password"))).IsProblem(HttpStatusCode.Conflict, "one_time_code.no_texts");
        Assert.Empty(await _api.Town.TextsToAsync("13500135109"));
    }

    [Fact]
    public async Task Neither_a_phone_nor_a_code_lies_in_any_table()
    {
        await SignedUpAsync("13500135110");
        var code = await AskedAsync("13500135110", "Password");
        var rows = string.Concat(await _api.Town.Postgres.ReadAsync<string>(
            $"""select c::text as "Value" from accounts.one_time_codes c union all select c::text from accounts.code_counts c union all select t::text from outgoing_texts t"""));
        foreach (var secret in new[] { "13500135110", code })
        {
            Assert.DoesNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), rows, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("13500135110", rows, StringComparison.Ordinal);
        Assert.Contains("十分钟内有效", (await _api.Town.TextsToAsync("13500135110"))[^1], StringComparison.Ordinal);
    }

    private static object Ask(string phone, string purpose) => new { phone, purpose };

    private static object Reset(string phone, string code, string newPassword = NewPassword) => new { phone, code, newPassword };

    private static object SignIn(string phone, string password) => new { phone, password };

    private async Task<string> AskedAsync(string phone, string purpose)
    {
        (await _client.PostAsync(Codes, Ask(phone, purpose))).Is(HttpStatusCode.OK);
        return await _api.Town.CodeOnAsync(phone);
    }

    private async Task SignedUpAsync(string phone) => (await _client.PostAsync("/api/v1/accounts", Api.SignUpForm(phone))).Is(HttpStatusCode.Created);

    private async Task<HttpClient> SignedInAsync(string phone)
    {
        await SignedUpAsync(phone);
        var client = _host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await client.PostAsync(Sessions, SignIn(phone, Api.Password))).TextOf("accessToken"));
        return client;
    }

    private Task<IReadOnlyList<int>> TriesAsync(string phone)
    {
        var hash = _api.Town.Keys.LookupHash("phone", phone);
        return _api.Town.Postgres.ReadAsync<int>($"""select tries as "Value" from accounts.one_time_codes where phone_hash = {hash}""");
    }
}
