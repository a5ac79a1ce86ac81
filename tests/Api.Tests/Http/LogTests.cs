using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TimeBank.Api.Tests.Accounts;

namespace TimeBank.Api.Tests.Http;

public sealed class LogTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task Logs_hold_no_phone_and_no_code_that_was_texted_to_it()
    {
        ConcurrentQueue<string> lines = new();
        await using var sending = api.SendingTexts();
        await using var host = sending.WithWebHostBuilder(b => b
            .UseSetting("Logging:LogLevel:Default", "Debug").ConfigureTestServices(s => s.AddLogging(l => l.AddProvider(new Heard(lines)))));
        using var client = host.CreateClient();
        (await client.PostAsync("/api/v1/accounts", Api.SignUpForm("13500135002"))).Is(HttpStatusCode.Created);
        (await client.PostAsync("/api/v1/one-time-codes", new { phone = "13500135002", purpose = "Password" })).Is(HttpStatusCode.OK);
        var code = await api.Town.CodeOnAsync("13500135002");
        (await client.PostAsync("/api/v1/password-resets", new { phone = "13500135002", code = Phones.Not(code), newPassword = "battery staple" })).Is(HttpStatusCode.Forbidden);
        (await client.PostAsync("/api/v1/password-resets", new { phone = "13500135002", code, newPassword = "battery staple" })).Is(HttpStatusCode.OK);
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => line.Contains("13500135002", StringComparison.Ordinal) || line.Contains($"'{code}'", StringComparison.Ordinal)
            || line.Contains($" {code} ", StringComparison.Ordinal) || line.Contains("battery staple", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_hold_nothing_about_people()
    {
        ConcurrentQueue<string> lines = new();
        await using var host = api.Host.WithWebHostBuilder(b => b.ConfigureTestServices(s => s.AddLogging(l => l.AddProvider(new Heard(lines)))));
        using var client = host.CreateClient();
        var form = Api.SignUpForm("13500135001", "诸葛小红");
        var replies = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.PostAsync("/api/v1/accounts", form)));
        Assert.Single(replies, r => r.Status == HttpStatusCode.Created);
        (await client.PostAsync("/api/v1/sessions", new { phone = "13500135001", password = "guess no 1" })).Is(HttpStatusCode.Unauthorized);
        (await client.ReadAsync("/api/v1/nobody/13500135001?name=诸葛小红")).Is(HttpStatusCode.NotFound);
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => line.Contains("13500135001", StringComparison.Ordinal) || line.Contains("诸葛小红", StringComparison.Ordinal) || line.Contains("guess no 1", StringComparison.Ordinal));
    }
}
