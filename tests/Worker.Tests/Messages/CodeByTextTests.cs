using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.Messages;
using TimeBank.TestKit;
using TimeBank.Worker.Messages;

namespace TimeBank.Worker.Tests.Messages;

/// <summary>Both hosts and a gateway: from "I forgot my password" to a new one.</summary>
public sealed class CodeByTextTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_code_that_is_asked_for_by_http_reaches_the_phone_and_opens_the_account()
    {
        await using ApiHost api = new(town.Postgres, town.Clock) { Settings = new Dictionary<string, string> { ["Sms:Kind"] = "Http", ["Sms:ProvePhones"] = "false" } };
        using var client = api.CreateClient();
        await using WebGateway gateway = new();
        await using WorkerHost worker = new(town.Postgres, town.Clock, texts: new(TextKind.Http, new HttpTexts(new(gateway.Address, "only-for-tests", HttpGateway.UsualBody))));

        Assert.Equal(HttpStatusCode.Created, await PostAsync(client, "accounts", new { phone = "13600136201", password = "correct horse", name = "王芳", homeSiteCode = "420602001001", consentVersion = "2026-11" }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, "one-time-codes", new { phone = "13600136201", purpose = "Password" }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, "one-time-codes", new { phone = "13600136202", purpose = "Password" }));
        await using (var scope = worker.Services.CreateAsyncScope()) { await scope.ServiceProvider.GetRequiredService<SendTexts>().WorkAsync(default); }

        var handed = JsonDocument.Parse(Assert.Single(gateway.Taken).Body).RootElement;
        Assert.Equal("13600136201", handed.GetProperty("phone").GetString());
        var words = handed.GetProperty("text").GetString()!;
        var code = string.Concat(words.Where(char.IsAsciiDigit));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, "password-resets", new { phone = "13600136201", code, newPassword = "battery staple" }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, "sessions", new { phone = "13600136201", password = "battery staple" }));
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(new Uri($"/api/v1/{path}", UriKind.Relative), body);
        return answer.StatusCode;
    }
}
