using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;
using TimeBank.Api.Http;

namespace TimeBank.Api.Accounts;

/// <summary>Is anybody signed in, and who? Asked once per request: whoever signed out everywhere, or has no person any more, is nobody at once.</summary>
public sealed class SignedIn(RequestDelegate next, NpgsqlDataSource database, IOptions<IdentityOptions> identity)
{
    private static readonly ClaimsPrincipal _nobody = new(new ClaimsIdentity());

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true })
        {
            if (await FindAsync(context.User, context.RequestAborted) is { } caller) { context.Features.Set(caller); }
            else { context.User = _nobody; }
        }

        if (context.Features.Get<Caller>() is not null && IsForged(context.Request))
        {
            await new Problem(HttpRefusals.CrossSite).ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private async Task<Caller?> FindAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var claims = identity.Value.ClaimsIdentity;
        if (!Guid.TryParse(user.FindFirstValue(claims.UserIdClaimType), out var accountId)) { return null; }
        if (user.FindFirstValue(claims.SecurityStampClaimType) is not { } stamp) { return null; }
        await using var query = database.CreateCommand(
            "select p.id from accounts.accounts a join public.persons p on p.account_id = a.id where a.id = $1 and a.security_stamp = $2");
        query.Parameters.Add(new() { Value = accountId });
        query.Parameters.Add(new() { Value = stamp });
        return await query.ExecuteScalarAsync(ct) is Guid personId ? new(personId, accountId) : null;
    }

    /// <summary>A browser sends its cookie along with what other sites make it ask. It cannot be made to send a foreign header, and it says where a change came from.</summary>
    private static bool IsForged(HttpRequest request)
    {
        var isChange = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if (!isChange || request.Headers.Authorization.Count > 0 || request.Headers.ContainsKey("X-Requested-With")) { return false; }
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var from)) { return from != "same-origin"; }
        return request.Headers.Origin != $"{request.Scheme}://{request.Host}";
    }
}
