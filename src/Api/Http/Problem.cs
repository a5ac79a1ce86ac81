using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace TimeBank.Api.Http;

/// <summary>A refusal as RFC 9457 problem details: its stable code, its words in both languages, and its facts.</summary>
public sealed class Problem(Refusal why) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    public Refusal Why => why;

    public int? StatusCode => HttpRefusals.StatusOf(why);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = HttpRefusals.StatusOf(why);
        return ProblemWriter.WriteAsync(httpContext, why);
    }

    /// <summary>What the OpenAPI document says of every endpoint that can answer so.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var status in new[] { 400, 403, 404, 409, 422 })
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]));
        }
    }
}
