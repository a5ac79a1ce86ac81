using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using HttpJson = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace TimeBank.Api.Http;

/// <summary>The only place that writes a problem, whether a desk refused or the framework did.</summary>
public sealed class ProblemWriter : IProblemDetailsWriter
{
    /// <summary>Programs always get a problem; a browser that asks for a page elsewhere gets the page of that status.</summary>
    public bool CanWrite(ProblemDetailsContext context) => !context.HttpContext.Request.IsForPage();

    /// <summary>What the framework found: fields out of bounds, or a bare status.</summary>
    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var why = context.ProblemDetails is HttpValidationProblemDetails { Errors: var errors }
            ? HttpRefusals.BadFields.With("errors", errors.ToDictionary(e => JsonName(e.Key), e => e.Value))
            : HttpRefusals.For(context.HttpContext.Response.StatusCode);
        return new(WriteAsync(context.HttpContext, why));
    }

    public static Task WriteAsync(HttpContext context, Refusal why)
    {
        var chinese = Language.IsChinese(context.Request);
        var status = context.Response.StatusCode;
        var problem = new ProblemDocument(
            $"urn:problem:{why.Code}", ReasonPhrases.GetReasonPhrase(status), status, chinese ? why.Chinese : why.English, why.Code, new(why.Chinese, why.English), context.TraceIdentifier)
        {
            Facts = why.Facts.ToDictionary(),
        };
        context.Response.Headers.ContentLanguage = chinese ? "zh" : "en";
        var json = context.RequestServices.GetRequiredService<IOptions<HttpJson>>().Value.SerializerOptions;
        return context.Response.WriteAsJsonAsync(problem, json, Problem.ContentType, context.RequestAborted);
    }

    /// <summary>Slots[1].StartsAt is slots[1].startsAt to whoever sent it.</summary>
    private static string JsonName(string path) => string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
