using Microsoft.AspNetCore.Antiforgery;

namespace TimeBank.Api.Http;

/// <summary>What pages post is text that a database can keep, and comes from a page of ours. Stands behind routing and antiforgery: the endpoint's own size limit holds.</summary>
public sealed class PlainForm(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || await WhyNotAsync(context) is not { } why)
        {
            await next(context);
            return;
        }

        context.Features.Set(why);
        context.Response.StatusCode = HttpRefusals.StatusOf(why);
    }

    private static async Task<Refusal?> WhyNotAsync(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }) { return HttpRefusals.StalePage; }
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return form.SelectMany(field => field.Value.Append(field.Key)).All(text => PlainText.IsPlain(text)) ? null : HttpRefusals.Characters;
    }
}
