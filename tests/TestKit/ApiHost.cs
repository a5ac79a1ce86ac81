extern alias api;

using System.Net.Http.Headers;
using System.Security.Claims;
using api::TimeBank.Api.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace TimeBank.TestKit;

/// <summary>The Api over a test database, driven by HTTP; its clock is the test's, and nothing is limited unless a test says so.</summary>
public sealed class ApiHost(Postgres database, ManualClock clock) : WebApplicationFactory<api::Program>
{
    /// <summary>What the environment says besides, for example <c>Sms:Kind</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(Repository.PathOf("src/Api"));
        builder.UseSetting("ConnectionStrings:Api", database.Api);
        builder.UseSetting("Keys:Path", database.KeysPath);
        builder.UseSetting("RateLimits:PerMinute", "0");
        builder.UseSetting("RateLimits:PasswordsPerMinute", "0");
        foreach (var (name, value) in Settings) { builder.UseSetting(name, value); }
        builder.ConfigureTestServices(services => services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(clock));
    }

    /// <summary>A client that is signed in as the person. The token is minted: only tests of signing in hash passwords.</summary>
    public async Task<HttpClient> AsAsync(Guid personId)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Mint(await PrincipalOfAsync(personId)));
        return client;
    }

    /// <summary>The same as a browser has it: the cookie's name and value.</summary>
    public async Task<(string Name, string Value)> CookieOfAsync(Guid personId)
    {
        var cookies = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        AuthenticationProperties properties = new() { IssuedUtc = clock.GetUtcNow(), ExpiresUtc = clock.GetUtcNow().AddDays(300) };
        return (cookies.Cookie.Name!, cookies.TicketDataFormat.Protect(new AuthenticationTicket(await PrincipalOfAsync(personId), properties, IdentityConstants.ApplicationScheme)));
    }

    /// <summary>A browser without scripts: it reads pages, fills in forms and keeps cookies.</summary>
    public async Task<PageReader> ReadsPagesAsync(Guid? personId = null)
    {
        System.Net.CookieContainer cookies = new();
        if (personId is { } person)
        {
            var (name, value) = await CookieOfAsync(person);
            cookies.Add(new System.Net.Cookie(name, value, "/", "localhost"));
        }

        return new(CreateDefaultClient(new RedirectHandler(), new CookieContainerHandler(cookies)));
    }

    private async Task<ClaimsPrincipal> PrincipalOfAsync(Guid personId)
    {
        var accountId = Guid.CreateVersion7(clock.GetUtcNow());
        var name = accountId.ToString("N");
        await database.RunAsync($"insert into accounts.accounts (id, user_name, normalized_user_name, security_stamp, two_factor_enabled, lockout_enabled, access_failed_count) values ({accountId}, {name}, {name}, {name}, false, true, 0)");
        await database.RunAsync($"update persons set account_id = {accountId} where id = {personId}");
        return await new AccountPrincipals(Services.GetRequiredService<IOptions<IdentityOptions>>()).CreateAsync(new Account { Id = accountId, SecurityStamp = name });
    }

    private string Mint(ClaimsPrincipal principal)
    {
        var tokens = Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(IdentityConstants.BearerScheme);
        AuthenticationProperties properties = new() { ExpiresUtc = clock.GetUtcNow() + tokens.BearerTokenExpiration };
        return tokens.BearerTokenProtector.Protect(new AuthenticationTicket(principal, properties, $"{IdentityConstants.BearerScheme}:AccessToken"));
    }
}
