using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TimeBank.Api.Http;

namespace TimeBank.Api.Accounts;

/// <summary>Signing in, staying in, going out. Sign-in takes no Idempotency-Key: asking twice gives two sessions, and no answer with tokens is stored.</summary>
public static class SessionEndpoints
{
    public static void MapSessions(this RouteGroupBuilder api)
    {
        var sessions = api.MapGroup("").WithTags("sessions");
        sessions.MapPost("/sessions", SignInAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Passwords).Produces<AccessTokenResponse>()
            .WithSummary("Sign in with phone and password, or a code by text: tokens, or with cookie=true a cookie and no body.");
        sessions.MapPost("/sessions/refresh", RefreshAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Passwords).Produces<AccessTokenResponse>()
            .WithSummary("New tokens for a refresh token.");
        sessions.MapDelete("/sessions/current", async (HttpContext context) =>
            {
                await context.SignOutAsync(IdentityConstants.ApplicationScheme);
                return TypedResults.NoContent();
            })
            .AllowAnonymous().WithSummary("Sign out here: takes the cookie away. Tokens are thrown away by whoever holds them.");
        sessions.MapDelete("/sessions", async (Caller caller, AccountDesk desk, CancellationToken ct) =>
            {
                await desk.SignOutEverywhereAsync(caller, ct);
                return TypedResults.NoContent();
            })
            .WithSummary("Sign out everywhere, at once.");
        sessions.MapPut("/me/password", ChangePasswordAsync).RequireRateLimiting(RateLimits.Passwords).Produces<AccessTokenResponse>()
            .WithSummary("A new password: every session ends, and the answer begins a new one of the same kind.");
        sessions.MapPost("/password-resets", ResetPasswordAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Passwords).Produces<AccessTokenResponse>()
            .WithSummary("A new password by the six digits of a text, or the eight of the station: every session and a lock-out end, and the answer begins a session.");
    }

    private static async Task<Results<SignInHttpResult, Problem>> SignInAsync(SignInForm form, AccountDesk desk, AccountByCode byCode, SignInManager<Account> identity, CancellationToken ct) =>
        await BeginAsync((form.Password, form.Code) switch
        {
            ({ } password, null) => await desk.SignInAsync(form.Phone, password, ct),
            (null, { } code) => await byCode.SignInAsync(form.Phone, code, ct),
            _ => AccountRefusals.PasswordOrCode,
        }, form.Cookie, identity);

    private static async Task<Results<SignInHttpResult, Problem>> ResetPasswordAsync(PasswordResetForm form, AccountByCode desk, SignInManager<Account> identity, CancellationToken ct) =>
        await BeginAsync(await desk.ResetPasswordAsync(form.Phone, form.Code, form.NewPassword, ct), form.Cookie, identity);

    private static async Task<Results<SignInHttpResult, Problem>> ChangePasswordAsync(
        Caller caller, PasswordForm form, HttpRequest request, AccountDesk desk, SignInManager<Account> identity, CancellationToken ct) =>
        await BeginAsync(await desk.ChangePasswordAsync(caller, form.Password, form.NewPassword, ct), cookie: request.Headers.Authorization.Count == 0, identity);

    private static async Task<Results<SignInHttpResult, Problem>> RefreshAsync(RefreshForm form, IOptionsMonitor<BearerTokenOptions> tokens, Callers callers, TimeProvider clock, CancellationToken ct)
    {
        var ticket = tokens.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(form.RefreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expires || expires <= clock.GetUtcNow() || await callers.FindAsync(ticket.Principal, ct) is null)
        {
            return new Problem(AccountRefusals.Ended);
        }

        return TypedResults.SignIn(ticket.Principal, authenticationScheme: IdentityConstants.BearerScheme);
    }

    private static async Task<Results<SignInHttpResult, Problem>> BeginAsync(Outcome<Account> outcome, bool cookie, SignInManager<Account> identity) => outcome switch
    {
        Outcome<Account>.Done(var account) => TypedResults.SignIn(
            await identity.CreateUserPrincipalAsync(account),
            new AuthenticationProperties { IsPersistent = true },
            cookie ? IdentityConstants.ApplicationScheme : IdentityConstants.BearerScheme),
        Outcome<Account>.Refused(var why) => new Problem(why),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
