using System.Text.Json;
using System.Text.Json.Serialization;

namespace TimeBank.Api.Http;

/// <summary>What is read from outside is read strictly: a field is there or is not, once, and of its own type.</summary>
public static class WireInput
{
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new PlainTextJson());
        options.Converters.Add(new InstantJson());
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 32;
        return options;
    }
}
