using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TimeBank.Api.Http;

/// <summary>/openapi/v1.json says what the endpoints do not say of themselves: who may call, the key, and the problems that any of them can answer.</summary>
public static class OpenApi
{
    private const string Bearer = "bearer";

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Volunteer 志愿服务", Version = "v1", Description = "Orders of help and the time passbooks they fill. Minutes are integers, instants RFC 3339, refusals RFC 9457 with a stable code." };
            document.Servers = [];
            document.AddComponent(Bearer, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The accessToken of POST /api/v1/sessions; or its cookie." });
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
    });

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Asked.TakesKey>().Any() && HttpMethods.IsPost(context.Description.HttpMethod ?? ""))
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = Asked.Header,
                In = ParameterLocation.Header,
                Description = "Made by the caller once per change and sent again on every retry: done once, answered alike for seven days.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 200 },
            });
        }

        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, ct);
        var isSignedIn = metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any();
        if (isSignedIn)
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
            Add(operation, problem, 401, "Not signed in.");
        }

        Add(operation, problem, 429, "Too many requests.");
        Add(operation, problem, 500, "A fault of ours.");
    }

    private static void Add(OpenApiOperation operation, IOpenApiSchema problem, int status, string words) =>
        (operation.Responses ??= []).TryAdd(
            status.ToString(System.Globalization.CultureInfo.InvariantCulture),
            new OpenApiResponse { Description = words, Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } } });
}
