using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests;

/// <summary>The Api over a small county: <c>IClassFixture&lt;Api&gt;</c>.</summary>
public sealed class Api : IAsyncLifetime
{
    public const string Password = "correct horse";

    private ApiHost? _host;

    public Town Town { get; } = new();
    public ApiHost Host => _host!;

    public async ValueTask InitializeAsync()
    {
        await Town.InitializeAsync();
        _host = new ApiHost(Town.Postgres, Town.Clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        await Town.DisposeAsync();
    }

    public static object SignUpForm(string phone, string name = "王芳") => new { phone, password = Password, name, homeSiteCode = "420602001001", consentVersion = "2026-11" };
}

public static class HttpSteps
{
    /// <summary>Sends; the body may be an object, or text that is sent as it is.</summary>
    public static async Task<Reply> SendAsync(this HttpClient client, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path) { Content = body is string text ? new StringContent(text, Encoding.UTF8, "application/json") : body is null ? null : JsonContent.Create(body) };
        foreach (var (name, value) in headers) { request.Headers.TryAddWithoutValidation(name, value); }
        using var response = await client.SendAsync(request);
        var content = await response.Content.ReadAsStringAsync();
        var headersBack = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new(response.StatusCode, headersBack, content);
    }

    public static Task<Reply> PostAsync(this HttpClient client, string path, object? body, params (string Name, string Value)[] headers) => client.SendAsync(HttpMethod.Post, path, body, headers);

    public static Task<Reply> PutAsync(this HttpClient client, string path, object? body, params (string Name, string Value)[] headers) => client.SendAsync(HttpMethod.Put, path, body, headers);

    public static Task<Reply> RemoveAsync(this HttpClient client, string path, params (string Name, string Value)[] headers) => client.SendAsync(HttpMethod.Delete, path, null, headers);

    public static Task<Reply> ReadAsync(this HttpClient client, string path, params (string Name, string Value)[] headers) => client.SendAsync(HttpMethod.Get, path, null, headers);
}

/// <summary>What came back.</summary>
public sealed record Reply(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string TextOf(string field) => Json.GetProperty(field).GetString()!;

    public Reply Is(HttpStatusCode expected)
    {
        Assert.True(expected == Status, $"expected {(int)expected}, got {(int)Status}: {Body}");
        return this;
    }

    /// <summary>A problem document, whole, with this code.</summary>
    public Reply IsProblem(HttpStatusCode status, string code)
    {
        Is(status);
        Assert.Equal("application/problem+json", Headers["Content-Type"]);
        Assert.Equal(code, TextOf("code"));
        Assert.Equal($"urn:problem:{code}", TextOf("type"));
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(TextOf("title"));
        Assert.NotEmpty(TextOf("requestId"));
        Assert.NotEmpty(Json.GetProperty("words").GetProperty("zh").GetString()!);
        Assert.NotEmpty(Json.GetProperty("words").GetProperty("en").GetString()!);
        return this;
    }
}
