using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Http;
using TimeBank.People;

namespace TimeBank.Api.Accounts;

public static class AccountEndpoints
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("").WithTags("accounts");
        accounts.MapGet("/consent-texts/current", CurrentConsentAsync).AllowAnonymous().WithSummary("What a person agrees to when signing up, in its newest version.");
        accounts.MapPost("/accounts", async (Asked asked, SignUpForm form, SignUp signUp, CancellationToken ct) =>
                (await signUp.DoAsync(asked.Key, form, ct)).ToCreated(_ => "/api/v1/me"))
            .AllowAnonymous().RequireRateLimiting(RateLimits.Passwords)
            .WithSummary("Sign up: an account for a new person, or with an activation code for the person whom the station enrolled.");
        accounts.MapPost("/one-time-codes", SendCodeAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Passwords)
            .WithSummary("Six digits by text, for one purpose and ten minutes; the answer is the same for a phone that nobody has.");
        accounts.MapPut("/me/phone", async (Caller caller, PhoneForm form, HttpRequest request, AccountDesk desk, CancellationToken ct) =>
                (await desk.ChangePhoneAsync(caller, form, Language.IsChinese(request), ct)).ToNoContent())
            .RequireRateLimiting(RateLimits.Passwords).WithSummary("Sign in with another phone from now on.");
    }

    private static async Task<Results<Ok<CodeSent>, Problem>> SendCodeAsync(CodeForm form, HttpContext context, OneTimeCodes codes, CancellationToken ct) =>
        (await codes.SendAsync(new(form.Purpose, form.Phone, context.Connection.RemoteIpAddress, Language.IsChinese(context.Request)), ct)).ToHttp();

    private static async Task<Ok<ConsentText>> CurrentConsentAsync(ConsentQueries consents, CancellationToken ct) => TypedResults.Ok(await consents.CurrentAsync(ct));
}
