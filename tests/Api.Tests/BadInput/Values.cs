using System.Text.Json;

namespace TimeBank.Api.Tests.BadInput;

/// <summary>What a field may hold, and what somebody may put into it instead, as JSON text: much of it no serializer would write.</summary>
public static class Values
{
    private const int AlmostAMegabyte = 900_000;   // a body of more than one is refused before it is read

    public static readonly string[] WrongBodies =
    [
        "", " ", "{", "}", "{\"", "[]", "null", "7", "\"text\"", "{}", "{\"unknown\":1}", "{\"a\":1,\"a\":2}", new string('[', 5000), "{\"a\":" + new string('[', 100) + new string(']', 100) + "}",
        "\ufeff{}", "\0", "nonsense",
    ];

    public static readonly string[] Wrong =
    [
        "null", "true", "7", "-1", "0", "1.5", "2147483648", "-9223372036854775809", "99999999999999999999999999", "1e400", "[]", "[null]", "[{}]", "{}", "\"\"", "\"   \"", "\"7\"",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"👩‍👩‍👧‍👦𠮷\"", "\"\\u202e\\u200b\"", "\"' or 1=1; drop table persons --\"", "\"<script>alert(1)</script>\"",
        "\"1900-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"2026-02-30\"", "\"9999-12-31\"", "\"1900-01-01\"", "\"2026-11-24T09:00:00\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"", $"\"{new string('长', AlmostAMegabyte / 3)}\"",
    ];

    public static readonly string[] WrongInAddress =
    [
        "", "%20", "-1", "0", "1.5", "99999999999999999999", "%00", "%ff%fe", "%ed%a0%80", "%F0%9F%91%A9", "null", "[]", "1900-01-01", "9999-12-31", "0001-01-01", "2026-02-30",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "'%20or%201=1--", "..%2f..%2fetc", new string('9', 3000),
    ];

    /// <summary>Something the field accepts, so that the fields beside it are read at all; ids are somebody else's.</summary>
    public static string Plausible(Field field, Victim victim)
    {
        if (victim.IdFor(field.Name) is { } id) { return $"\"{id}\""; }
        if (field.Schema.TryGetProperty("enum", out var names)) { return names.EnumerateArray().First(n => n.ValueKind is JsonValueKind.String).GetRawText(); }
        return (TypeOf(field.Schema), field.Schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
        {
            ("string", "uuid") => $"\"{victim.OrderId}\"",
            ("string", "date-time") => "\"2026-11-24T02:00:00Z\"",
            ("string", "date") => "\"2026-11-24\"",
            ("string", _) => $"\"{TextFor(field.Name)}\"",
            ("integer" or "number", _) => "30",
            ("boolean", _) => "false",
            ("array", _) => "[]",
            _ => "null",
        };
    }

    private static string TextFor(string name) => name switch
    {
        "phone" or "newPhone" => "13900000001",
        "idNumber" => "420602194910010011",
        "consentVersion" => "2026-11",
        "homeSiteCode" => "420602001001",
        _ => "correct horse",
    };

    /// <summary>3.1 writes "integer or null" as a list, and an integer that may be written as text as another.</summary>
    private static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type)) { return null; }
        if (type.ValueKind is JsonValueKind.String) { return type.GetString(); }
        var types = type.EnumerateArray().Select(t => t.GetString()).Where(t => t != "null").ToArray();
        return types.FirstOrDefault(t => t is "integer" or "number") ?? types.FirstOrDefault();
    }
}
