using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using TimeBank.Api.Accounts;
using TimeBank.Storage;

namespace TimeBank.Api.Http;

/// <summary>A change that is asked for: by whom, and under which key, so that asking twice does it once. The desks do the rest.</summary>
public sealed record Asked(CommandKey Key) : IEndpointParameterMetadataProvider
{
    public const string Header = "Idempotency-Key";

    /// <summary>The caller's person; <see cref="Guid.Empty"/> where nobody is signed in yet.</summary>
    public Guid PersonId => Key.CallerId;

    /// <summary>Runs before the body is read as a form; the body stays in memory, since it may hold what no disk should.</summary>
    public static async ValueTask<Asked> BindAsync(HttpContext context)
    {
        var personId = context.Features.Get<Caller>()?.PersonId ?? Guid.Empty;
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        if (context.Request.Headers[Header] is not [{ } key]) { return new(CommandKey.Fresh(personId, clock.GetUtcNow())); }

        var keys = context.RequestServices.GetRequiredService<DeploymentKeys>();
        return new(new CommandKey(personId, key, await HashAsync(context.Request, keys, context.RequestAborted)));
    }

    public static bool IsKey(string text) => text.Length is >= 1 and <= 200 && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new TakesKey());

    /// <summary>Keyed: the body of a sign-up holds a phone and a password, and a plain hash of those could be guessed.</summary>
    private static async Task<byte[]> HashAsync(HttpRequest request, DeploymentKeys keys, CancellationToken ct)
    {
        request.EnableBuffering(bufferThreshold: (int)(request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? ApiSettings.GreatestBodyBytes));
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.CodeKey);
        hash.AppendData(Encoding.UTF8.GetBytes($"request\n{request.Method}\n{request.Path}{request.QueryString}\n"));
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;) { hash.AppendData(buffer, 0, read); }
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }

    /// <summary>Marks an endpoint that takes the header, for the OpenAPI document.</summary>
    public sealed record TakesKey;
}
