using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Primitives;

namespace TimeBank.Api.Http;

/// <summary>What pages post is text that a database can keep, and comes from a page of ours. Stands behind routing and antiforgery: the endpoint's own size limit holds.</summary>
public sealed class PlainForm(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await WhyNotAsync(context) is not { } why)
        {
            await next(context);
            return;
        }

        context.Features.Set(why);
        context.Response.StatusCode = HttpRefusals.StatusOf(why);
        // The page that says so is only read: whoever looks into the form of a stale one throws.
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        (context.Request.Method, context.Request.ContentType) = (HttpMethods.Get, null);
    }

    private static async Task<Refusal?> WhyNotAsync(HttpContext context)
    {
        // A form that is too large cannot be read, and so has no token either.
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false, Error: var error })
        {
            return error is { InnerException: InvalidDataException or BadHttpRequestException } ? HttpRefusals.TooLarge : HttpRefusals.StalePage;
        }

        if (!context.Request.HasFormContentType) { return null; }
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!form.SelectMany(field => field.Value.Append(field.Key)).All(text => PlainText.IsPlain(text))) { return HttpRefusals.Characters; }
        context.Request.Form = new FormCollection(form.ToDictionary(field => field.Key, field => new StringValues([.. field.Value.Select(AsTyped)]), StringComparer.OrdinalIgnoreCase), form.Files);
        return null;
    }

    /// <summary>Browsers post a line's end as two characters and count one of them towards a field's greatest length.</summary>
    private static string? AsTyped(string? text) => text?.Replace("\r\n", "\n", StringComparison.Ordinal);
}
