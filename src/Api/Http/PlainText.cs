using System.Text.Json;
using System.Text.Json.Serialization;

namespace TimeBank.Api.Http;

/// <summary>Text that a database, a page and a person can all read: no control characters but tab and line ends, no half surrogate pairs.</summary>
public static class PlainText
{
    public static bool IsPlain(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) { i++; }
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && text[i] is not ('\t' or '\n' or '\r'))) { return false; }
        }

        return true;
    }
}

/// <summary>Input that is JSON but that no field of ours takes; the handler of failed requests answers with the refusal.</summary>
public sealed class RefusedInputException(Refusal why) : JsonException
{
    public Refusal Why => why;
}

/// <summary>Every string of every body passes here.</summary>
public sealed class PlainTextJson : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.String) { throw new JsonException(); }
        return Plain(ref reader);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Plain(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private static string Plain(ref Utf8JsonReader reader)
    {
        string text;
        try { text = reader.GetString()!; }
        catch (InvalidOperationException) { throw new RefusedInputException(HttpRefusals.Characters); }
        return PlainText.IsPlain(text) ? text : throw new RefusedInputException(HttpRefusals.Characters);
    }
}

/// <summary>An instant without its offset would mean another moment on another machine, and no instant of ours lies outside this century.</summary>
public sealed class InstantJson : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && reader.TryGetDateTimeOffset(out var instant) && HasOffset(reader.GetString()!) && instant.Year is >= 2000 and < 2100
            ? instant
            : throw new RefusedInputException(HttpRefusals.Instant);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static bool HasOffset(string text) => text.Length > 16 && (text[^1] is 'Z' || text[^6] is '+' or '-');
}
