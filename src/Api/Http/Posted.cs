using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using TimeBank.Api.Accounts;
using TimeBank.Storage;

namespace TimeBank.Api.Http;

/// <summary>One tap on a page: who tapped, under which key, and where to go on. Done leads on to <see cref="Back"/>; a "no" shows that page, or <see cref="Here"/>, with the words on top.</summary>
/// <param name="Here">The page with what was typed, where going on leads elsewhere.</param>
public sealed record Posted(CommandKey Key, IFormCollection Form, string Back, string Here)
{
    /// <summary>Made once when the page is drawn: tapping twice does it once.</summary>
    public const string KeyField = "key";

    public const string BackField = "back", HereField = "here";

    public Guid PersonId => Key.CallerId;

    public static async ValueTask<Posted> BindAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var personId = context.Features.Get<Caller>()?.PersonId ?? Guid.Empty;
        var back = LocalPath(form[BackField]);
        return new(KeyOf(context, form, personId), form, back, form.ContainsKey(HereField) ? LocalPath(form[HereField]) : back);
    }

    /// <summary>The form's own key with a hash of all that was typed; a form without one is asked once.</summary>
    public static CommandKey KeyOf(HttpContext context, IFormCollection form, Guid personId)
    {
        if (form[KeyField] is not [{ } key] || !Asked.IsKey(key)) { return CommandKey.Fresh(personId, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()); }
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, context.RequestServices.GetRequiredService<DeploymentKeys>().CodeKey);
        hash.AppendData(Encoding.UTF8.GetBytes($"form\n{context.Request.Path}\n"));
        foreach (var (name, values) in form.Where(f => f.Key is not ("__RequestVerificationToken" or KeyField or BackField or HereField)).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}={string.Join('\n', values.ToArray())}\n"));
        }

        return new(personId, key, hash.GetHashAndReset());
    }

    /// <summary>303 to where the person came from, or that page again with the refusal.</summary>
    public IResult Answer<T>(Outcome<T> outcome) => Answer(outcome, _ => Back);

    public IResult Answer<T>(Outcome<T> outcome, Func<T, string> then) => outcome switch
    {
        Outcome<T>.Done(var value) => new SeeOther(then(value)),
        Outcome<T>.Refused(var why) => new ShownAgain(Here, why),
        _ => throw new UnreachableException(),
    };

    /// <summary>An address of ours: nothing that a forged form could lead away with.</summary>
    public static string LocalPath(string? path) => path is "/" or ['/', not ('/' or '\\'), ..] && Uri.IsWellFormedUriString(path, UriKind.Relative) ? path : "/";
}

/// <summary>303: the browser asks for the next page itself, so going back and reloading repeat nothing.</summary>
public sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}

public static class PostedEndpoints
{
    /// <summary>For one-tap posts: signed in, with the page's antiforgery token.</summary>
    public static RouteGroupBuilder MapPosts(this IEndpointRouteBuilder app) =>
        app.MapGroup("").RequireAuthorization().ExcludeFromDescription().WithMetadata(new RequireAntiforgeryTokenAttribute());
}
