using System.Text.Json;

namespace TimeBank.Api.Tests.BadInput;

/// <summary>A field or parameter as the OpenAPI document describes it.</summary>
public sealed record Field(string Name, JsonElement Schema);

/// <summary>One method of one address, with everything that can be put into it.</summary>
public sealed record Operation(HttpMethod Method, string Path, IReadOnlyList<Field> Query, IReadOnlyList<Field> Body, bool HasBody)
{
    private static readonly string[] _methods = ["get", "post", "put", "patch", "delete"];

    public override string ToString() => $"{Method} {Path}";

    /// <summary>Every operation of the document: what is added to the Api is asked here without a line of ours.</summary>
    public static IReadOnlyList<Operation> AllOf(JsonElement document) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from method in path.Value.EnumerateObject()
           where _methods.Contains(method.Name)
           select From(document, path.Name, method.Name, method.Value),
    ];

    private static Operation From(JsonElement document, string path, string method, JsonElement operation)
    {
        var parameters = operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray().ToArray() : [];
        var query = parameters.Where(p => p.GetProperty("in").GetString() == "query").Select(p => new Field(p.GetProperty("name").GetString()!, Whole(document, p.GetProperty("schema"))));
        var hasBody = operation.TryGetProperty("requestBody", out var body);
        return new(HttpMethod.Parse(method), path, [.. query], hasBody ? FieldsOf(document, body) : [], hasBody);
    }

    private static Field[] FieldsOf(JsonElement document, JsonElement body)
    {
        if (!body.GetProperty("content").TryGetProperty("application/json", out var json)) { return []; }   // a file
        var form = Whole(document, json.GetProperty("schema"));
        return form.TryGetProperty("properties", out var fields) ? [.. fields.EnumerateObject().Select(f => new Field(f.Name, Whole(document, f.Value)))] : [];
    }

    /// <summary>Follows a reference, and the one of two alternatives that is not null.</summary>
    private static JsonElement Whole(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("oneOf", out var either)) { schema = either.EnumerateArray().First(s => !(s.TryGetProperty("type", out var t) && t.ValueEquals("null"))); }
        return schema.TryGetProperty("$ref", out var reference)
            ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;
    }
}
