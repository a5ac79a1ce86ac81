using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TimeBank.Api.Http;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Api.Accounts;

public static class AccountEndpoints
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        api.MapGet("/consent-texts/current", CurrentConsentAsync).AllowAnonymous().WithTags("accounts").WithSummary("What a person agrees to when signing up, in its newest version.");
    }

    private static async Task<Results<Ok<ConsentText>, Problem>> CurrentConsentAsync(TimeBankDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var current = await db.ConsentTexts.AsNoTracking().Where(t => t.Since <= now).OrderByDescending(t => t.Since).FirstAsync(ct);
        return TypedResults.Ok(current);
    }
}
