using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Metadata;

namespace TimeBank.Api.Http;

/// <summary>A refusal as RFC 9457 problem details: its stable code, its words in both languages, and its facts.</summary>
public sealed class Problem(Refusal why) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    public const string ContentType = "application/problem+json";

    public int? StatusCode => HttpRefusals.StatusOf(why);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = HttpRefusals.StatusOf(why);
        if (httpContext.Response.StatusCode == StatusCodes.Status401Unauthorized) { httpContext.Response.Headers.WWWAuthenticate = "Bearer"; }
        return ProblemWriter.WriteAsync(httpContext, why);
    }

    /// <summary>What the OpenAPI document says of every endpoint that can answer so.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Says(builder, 400, 403, 404, 409, 422);

    public static void Says(EndpointBuilder builder, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) { builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDocument), [ContentType])); }
    }
}

/// <param name="Type">urn:problem: and the code.</param>
/// <param name="Detail">The words in the language of Accept-Language.</param>
/// <param name="Code">Stable, never reused.</param>
/// <param name="RequestId">To be quoted when something failed.</param>
public sealed record ProblemDocument(string Type, string Title, int Status, string Detail, string Code, ProblemWords Words, string RequestId)
{
    /// <summary>What a program may need to go on: errors by field, the state, the allowed actions.</summary>
    [JsonExtensionData]
    public Dictionary<string, object?>? Facts { get; init; }
}

public sealed record ProblemWords(string Zh, string En);
