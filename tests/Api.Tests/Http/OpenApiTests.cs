using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TimeBank.Api.Tests.Http;

public sealed class OpenApiTests(Api api) : IClassFixture<Api>, IAsyncLifetime
{
    private JsonElement _document;

    public async ValueTask InitializeAsync()
    {
        using var client = api.Host.CreateClient();
        _document = (await client.ReadAsync("/openapi/v1.json")).Json;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void It_is_OpenAPI_3_1_and_names_the_bearer_scheme()
    {
        Assert.StartsWith("3.1", _document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("http", _document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("type").GetString());
    }

    [Fact]
    public void Every_endpoint_of_the_api_is_in_it()
    {
        var routes = from endpoint in api.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     let pattern = endpoint.RoutePattern.RawText!
                     where pattern.StartsWith("/api/", StringComparison.Ordinal)
                     select System.Text.RegularExpressions.Regex.Replace(pattern, ":[^}]+", "").TrimEnd('/');
        var documented = _document.GetProperty("paths").EnumerateObject().Select(p => p.Name.TrimEnd('/'));
        Assert.Equal([], routes.Except(documented));
    }

    [Fact]
    public void Every_operation_says_what_it_does_and_what_may_go_wrong()
    {
        var silent = from operation in Operations()
                     let responses = operation.Value.GetProperty("responses")
                     where !operation.Value.TryGetProperty("summary", out _)
                         || !(IsProblem(responses, "400") && IsProblem(responses, "429") && IsProblem(responses, "500"))
                         || (operation.Value.TryGetProperty("security", out _) && !IsProblem(responses, "401"))
                     select operation.Name;
        Assert.Empty(silent);
    }

    [Fact]
    public void Changes_by_post_take_a_key_and_what_leads_to_a_sign_in_does_not()
    {
        string[] keyless = ["post /api/v1/one-time-codes", "post /api/v1/password-resets", "post /api/v1/sessions", "post /api/v1/sessions/refresh"];
        foreach (var (name, operation) in Operations().Where(o => o.Name.StartsWith("post ", StringComparison.Ordinal)))
        {
            var takesKey = operation.TryGetProperty("parameters", out var parameters) && parameters.EnumerateArray().Any(p => p.GetProperty("name").GetString() == "Idempotency-Key");
            Assert.True(takesKey != keyless.Contains(name), name);
        }
    }

    [Fact]
    public void Only_signing_up_and_in_and_what_stands_on_the_door_is_open_to_anybody()
    {
        var open = from operation in Operations() where !operation.Value.TryGetProperty("security", out _) select operation.Name;
        Assert.Equal(
            [
                "delete /api/v1/sessions/current", "get /api/v1/consent-texts/current", "get /api/v1/service-items/{id}", "get /api/v1/sites", "get /api/v1/sites/{id}",
                "get /api/v1/sites/{id}/service-items", "post /api/v1/accounts", "post /api/v1/one-time-codes", "post /api/v1/password-resets", "post /api/v1/sessions", "post /api/v1/sessions/refresh",
            ],
            open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_field_has_a_type()
    {
        var untyped = from schema in _document.GetProperty("components").GetProperty("schemas").EnumerateObject()
                      where schema.Value.TryGetProperty("properties", out _)
                      from field in schema.Value.GetProperty("properties").EnumerateObject()
                      where !new[] { "type", "$ref", "oneOf", "anyOf" }.Any(kind => field.Value.TryGetProperty(kind, out _))
                      select $"{schema.Name}.{field.Name}";
        Assert.Empty(untyped);
    }

    private static bool IsProblem(JsonElement responses, string status) =>
        responses.TryGetProperty(status, out var response) && response.GetProperty("content").TryGetProperty("application/problem+json", out _);

    private IEnumerable<(string Name, JsonElement Value)> Operations() =>
        from path in _document.GetProperty("paths").EnumerateObject()
        where path.Name.StartsWith("/api/", StringComparison.Ordinal)
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name} {path.Name}", operation.Value);
}
