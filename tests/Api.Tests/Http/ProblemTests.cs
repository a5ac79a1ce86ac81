using System.Net;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TimeBank.Api.Accounts;

namespace TimeBank.Api.Tests.Http;

public sealed class ProblemTests(Api api) : IClassFixture<Api>
{
    private const string SignUp = "/api/v1/accounts";

    [Theory]
    [InlineData("{", "input.malformed")]
    [InlineData("", "input.malformed")]
    [InlineData("null", "input.malformed")]
    [InlineData("[]", "input.malformed")]
    [InlineData("{\"phone\":\"13800138000\"}", "input.malformed")]
    [InlineData("{\"phone\":5,\"password\":\"12345678\",\"consentVersion\":\"1\"}", "input.malformed")]
    [InlineData("{\"phone\":null,\"password\":\"12345678\",\"consentVersion\":\"1\"}", "input.malformed")]
    [InlineData("{\"phone\":\"1\",\"phone\":\"2\",\"password\":\"12345678\",\"consentVersion\":\"1\"}", "input.malformed")]
    [InlineData("{\"phone\":\"\\u0000\"}", "input.characters")]
    [InlineData("{\"phone\":\"\\u001b[2J\"}", "input.characters")]
    [InlineData("{\"phone\":\"\\ud800\"}", "input.characters")]
    [InlineData("{\"phone\":\"\\udc00\\ud800\"}", "input.characters")]
    public async Task A_body_that_cannot_be_read_is_refused_with_a_code(string body, string code)
    {
        using var client = api.Host.CreateClient();
        (await client.PostAsync(SignUp, body)).IsProblem(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound, "route.unknown")]
    [InlineData("GET", "/api/v1/orders/not-an-id", HttpStatusCode.NotFound, "route.unknown")]
    [InlineData("PATCH", "/api/v1/accounts", HttpStatusCode.MethodNotAllowed, "route.method")]
    [InlineData("GET", "/api/v1/orders", HttpStatusCode.Unauthorized, "session.needed")]
    [InlineData("POST", "/api/v1/orders", HttpStatusCode.Unauthorized, "session.needed")]
    [InlineData("GET", "/api/v1/consent-texts/current?x=%00", HttpStatusCode.BadRequest, "input.characters")]
    [InlineData("GET", "/api/v1/%01", HttpStatusCode.BadRequest, "input.characters")]
    public async Task What_the_framework_refuses_is_a_problem_too(string method, string path, HttpStatusCode status, string code)
    {
        using var client = api.Host.CreateClient();
        (await client.SendAsync(new HttpMethod(method), path)).IsProblem(status, code);
        (await client.SendAsync(new HttpMethod(method), path, null, ("Accept", "text/html"))).IsProblem(status, code);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=gb2312")]
    [InlineData("application/json; charset=nonsense")]
    public async Task A_body_is_json_in_utf8(string type)
    {
        using var client = api.Host.CreateClient();
        using StringContent content = new("{}", Encoding.UTF8);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await client.PostAsync(new Uri(SignUp, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("input.media_type", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "请先登录。")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "请先登录。")]
    [InlineData("fr, en;q=0.5, zh;q=0.1", "Please sign in first.")]
    [InlineData("en-GB", "Please sign in first.")]
    [InlineData("de", "请先登录。")]
    [InlineData(";;;=", "请先登录。")]
    public async Task The_detail_is_in_the_readers_language_and_Chinese_by_default(string? language, string detail)
    {
        using var client = api.Host.CreateClient();
        var reply = await (language is null ? client.ReadAsync("/api/v1/orders") : client.ReadAsync("/api/v1/orders", ("Accept-Language", language)));
        Assert.Equal(detail, reply.TextOf("detail"));
        Assert.Contains(detail, reply.Body, StringComparison.Ordinal);   // Chinese as Chinese, not as escapes
    }

    [Fact]
    public async Task Fields_out_of_bounds_are_listed_by_their_json_names()
    {
        using var client = api.Host.CreateClient();
        var reply = (await client.PostAsync(SignUp, new { phone = "1", password = "short", name = new string('名', 51), consentVersion = "2026-11" })).IsProblem(HttpStatusCode.BadRequest, "input.invalid");
        Assert.Equal(["phone", "password", "name"], reply.Json.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Theory]
    [InlineData("2026-11-24T09:00:00")]
    [InlineData("2026-11-24")]
    [InlineData("1900-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task An_instant_has_an_offset_and_lies_in_this_century(string instant)
    {
        using var client = await api.Host.AsAsync(await api.Town.PersonAsync("李梅"));
        var reply = await client.PostAsync("/api/v1/orders", new { itemId = api.Town.Escort.Id, wantedFrom = instant, wantedUntil = instant, need = "陪诊", address = "昭明台" });
        Assert.Equal("$.wantedFrom", reply.IsProblem(HttpStatusCode.BadRequest, "input.instant").TextOf("at"));
    }

    [Fact]
    public async Task A_fault_of_ours_tells_a_request_id_and_nothing_else()
    {
        var reply = (await FailAsync(new InvalidOperationException("host 10.0.0.7, phone 13800138000"))).IsProblem(HttpStatusCode.InternalServerError, "server.failed");
        Assert.DoesNotContain("13800138000", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_is_an_outage_and_not_a_fault() =>
        (await FailAsync(new InvalidOperationException("wrapped", new NpgsqlException("away", new IOException())))).IsProblem(HttpStatusCode.ServiceUnavailable, "server.unavailable");

    private async Task<Reply> FailAsync(Exception failure)
    {
        await using var broken = api.Host.WithWebHostBuilder(b => b.ConfigureTestServices(s => s.AddSingleton<IPasswordHasher<Account>>(new Broken(failure))));
        using var client = broken.CreateClient(new WebApplicationFactoryClientOptions());
        return await client.PostAsync("/api/v1/sessions", new { phone = "13800138000", password = Api.Password });
    }

    private sealed class Broken(Exception failure) : IPasswordHasher<Account>
    {
        public string HashPassword(Account user, string password) => throw failure;

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) => throw failure;
    }
}
