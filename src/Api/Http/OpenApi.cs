using Microsoft.AspNetCore.Authorization;
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
            document.AddComponent(Bearer, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The accessToken of POST /api/v1/sessions; its cookie does as well." });
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer(DescribeAsync);
    });

    /// <summary>Every endpoint of the group can answer these, whatever it does.</summary>
    public static RouteGroupBuilder SaysProblems(this RouteGroupBuilder api)
    {
        ((IEndpointConventionBuilder)api).Finally(endpoint =>
        {
            Problem.Says(endpoint, 400, 429, 500);
            if (NeedsSignIn(endpoint.Metadata)) { Problem.Says(endpoint, 401); }
        });
        return api;
    }

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Asked.TakesKey>().Any())
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = Asked.Header,
                In = ParameterLocation.Header,
                Description = "Made by the caller once per change and sent again on every retry: done once, answered alike for seven days.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 200, Pattern = "^[!-~]+$" },
            });
        }

        if (NeedsSignIn(metadata)) { operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }]; }
        return Task.CompletedTask;
    }

    /// <summary>The exporter does not look into converters of our own.</summary>
    private static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(string) || type == typeof(DateTimeOffset) || type.IsEnum)
        {
            var mayBeNull = type != context.JsonTypeInfo.Type || (type == typeof(string) && context.JsonPropertyInfo is { IsGetNullable: true });
            schema.Type = JsonSchemaType.String | (mayBeNull ? JsonSchemaType.Null : default);
            schema.Format = type == typeof(DateTimeOffset) ? "date-time" : schema.Format;
        }
        else if (context.JsonTypeInfo.ElementType == typeof(string)) { schema.Items = new OpenApiSchema { Type = JsonSchemaType.String }; }

        return Task.CompletedTask;
    }

    private static bool NeedsSignIn(IEnumerable<object> metadata) => metadata.Any(m => m is IAuthorizeData) && !metadata.Any(m => m is IAllowAnonymous);
}
