using Microsoft.AspNetCore.Antiforgery;

namespace TimeBank.Api.Http;

/// <summary>What pages post is text that a database can keep, and comes from a page of ours. Stands behind routing and antiforgery: the endpoint's own size limit holds.</summary>
public sealed class PlainForm(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType && context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            if (!form.SelectMany(field => field.Value.Append(field.Key)).All(text => PlainText.IsPlain(text)))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
        }

        await next(context);
    }
}
