using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace TimeBank.Api.Accounts;

/// <summary>Who is signed in: an endpoint names this parameter instead of reading claims.</summary>
public sealed record Caller(Guid PersonId, Guid AccountId)
{
    /// <exception cref="InvalidOperationException">The endpoint lets in people who are not signed in: a bug of ours.</exception>
    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>() ?? throw new InvalidOperationException($"{context.GetEndpoint()?.DisplayName} asks for a caller but lets anybody in."));
}

/// <summary>From what a token or cookie carries to a caller, by one indexed look: nobody, once the stamp has changed or the person has no account any more.</summary>
public sealed class Callers(NpgsqlDataSource database, IOptions<IdentityOptions> identity)
{
    public async Task<Caller?> FindAsync(ClaimsPrincipal carried, CancellationToken ct)
    {
        var claims = identity.Value.ClaimsIdentity;
        if (!Guid.TryParse(carried.FindFirstValue(claims.UserIdClaimType), out var accountId)) { return null; }
        if (carried.FindFirstValue(claims.SecurityStampClaimType) is not { } stamp) { return null; }
        await using var query = database.CreateCommand(
            "select p.id from accounts.accounts a join public.persons p on p.account_id = a.id where a.id = $1 and a.security_stamp = $2");
        query.Parameters.Add(new() { Value = accountId });
        query.Parameters.Add(new() { Value = stamp });
        return await query.ExecuteScalarAsync(ct) is Guid personId ? new(personId, accountId) : null;
    }
}
