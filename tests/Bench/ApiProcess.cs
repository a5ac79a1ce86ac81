using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TimeBank.Api.Accounts;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Bench;

/// <summary>The Api as a process of its own over a bench's database, with nobody limited.</summary>
internal sealed class ApiProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;
    private readonly BearerTokenOptions _tokens;

    private ApiProcess(Process process, Uri address)
    {
        _process = process;
        _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 2_048 }) { BaseAddress = address };
        var services = new ServiceCollection().AddLogging();
        services.AddDataProtection().SetApplicationName(DeploymentKeys.Application).PersistKeysToFileSystem(new(Server.KeysPath));
        services.AddAuthentication().AddBearerToken(IdentityConstants.BearerScheme);
        _tokens = services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(IdentityConstants.BearerScheme);
    }

    /// <param name="program">The published one, where that makes a difference; else what was built.</param>
    public static async Task<ApiProcess> StartAsync(Server.Database database, string? program = null)
    {
        Uri address = new($"http://127.0.0.1:{Loopback.FreePort()}");
        ProcessStartInfo start = new("dotnet", [program ?? Repository.PathOf("src/Api/bin/Release/net10.0/TimeBank.Api.dll")]) { WorkingDirectory = program is null ? Repository.PathOf("src/Api") : Path.GetDirectoryName(program)!, RedirectStandardOutput = true };
        foreach (var (name, value) in new[] { ("Urls", address.ToString()), ("ConnectionStrings__Api", database.Api), ("Keys__Path", Server.KeysPath), ("RateLimits__PerMinute", "0"), ("RateLimits__PasswordsPerMinute", "0") })
        {
            start.Environment[name] = value;
        }

        foreach (var role in new[] { "Superuser", "Owner", "Worker" }) { start.Environment.Remove($"ConnectionStrings__{role}"); }
        var process = Process.Start(start)!;
        // It logs a line when it listens; after that the lines are read so that the pipe never fills.
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Application started", StringComparison.Ordinal)) { }
        if (process.HasExited) { throw new InvalidOperationException("The Api did not start."); }
        _ = process.StandardOutput.ReadToEndAsync();
        return new ApiProcess(process, address);
    }

    public Processor Watch() => new(_process);

    /// <summary>The token that a sign-in would give to this account.</summary>
    public async Task<AuthenticationHeaderValue> TokenAsync(Guid accountId, string stamp)
    {
        var principal = await new AccountPrincipals(Options.Create(new IdentityOptions())).CreateAsync(new Account { Id = accountId, SecurityStamp = stamp });
        AuthenticationProperties properties = new() { ExpiresUtc = TimeProvider.System.GetUtcNow().AddHours(2) };
        return new("Bearer", _tokens.BearerTokenProtector.Protect(new AuthenticationTicket(principal, properties, $"{IdentityConstants.BearerScheme}:AccessToken")));
    }

    /// <summary>The body of the answer, which must be a success.</summary>
    public async Task<byte[]> SendAsync(HttpMethod method, string path, AuthenticationHeaderValue token, byte[]? body = null)
    {
        var (status, answer) = await TryAsync(method, path, token, body);
        return (int)status < 300 ? answer : throw new InvalidOperationException($"{method} {path}: {(int)status} {System.Text.Encoding.UTF8.GetString(answer)}");
    }

    public async Task<(HttpStatusCode Status, byte[] Answer)> TryAsync(HttpMethod method, string path, AuthenticationHeaderValue token, byte[]? body = null)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Authorization = token;
        if (body is not null)
        {
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString());
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        }

        using var response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>As a browser asks: what comes over the wire, how it is packed, and how long it may be kept.</summary>
    public async Task<(byte[] Bytes, string Packed, string Cache)> FetchAsync(string path, string accept, AuthenticationHeaderValue? token)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Authorization = token;
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        using var response = (await _client.SendAsync(request)).EnsureSuccessStatusCode();
        return (await response.Content.ReadAsByteArrayAsync(), string.Join(' ', response.Content.Headers.ContentEncoding), response.Headers.CacheControl?.ToString() ?? "");
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
