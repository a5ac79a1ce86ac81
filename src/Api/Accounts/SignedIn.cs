using System.Security.Claims;
using TimeBank.Api.Http;

namespace TimeBank.Api.Accounts;

/// <summary>Is anybody signed in, and who? Asked once per request, so that signing out everywhere works at once for tokens and cookies.</summary>
public sealed class SignedIn(RequestDelegate next, Callers callers)
{
    private static readonly ClaimsPrincipal _nobody = new(new ClaimsIdentity());

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true })
        {
            if (await callers.FindAsync(context.User, context.RequestAborted) is not { } caller) { context.User = _nobody; }
            else if (IsForged(context.Request))
            {
                await new Problem(HttpRefusals.CrossSite).ExecuteAsync(context);
                return;
            }
            else { context.Features.Set(caller); }
        }

        await next(context);
    }

    /// <summary>A browser sends its cookie along with what other sites make it ask. It cannot be made to send a foreign header, and it says where a change came from.</summary>
    private static bool IsForged(HttpRequest request)
    {
        // Pages' forms carry a token of their own.
        if (!request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) { return false; }
        var isChange = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if (!isChange || request.Headers.Authorization.Count > 0 || request.Headers.ContainsKey("X-Requested-With")) { return false; }
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var from)) { return from != "same-origin"; }
        return request.Headers.Origin != $"{request.Scheme}://{request.Host}";
    }
}
