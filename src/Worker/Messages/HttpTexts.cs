using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TimeBank.Messages;

namespace TimeBank.Worker.Messages;

/// <param name="Secret">Sent as a bearer token.</param>
/// <param name="Body">With {phone} and {text} in it. Beginning like an object it is JSON, otherwise the fields of a form.</param>
public sealed record HttpGateway(Uri Url, string Secret, string Body)
{
    public const string UsualBody = """{"phone":"{phone}","text":"{text}"}""";

    public bool IsJson => Body.TrimStart() is ['{', '"', ..];
}

/// <summary>By a POST to a gateway's address. It is followed nowhere else: the number and the secret are for this address alone.</summary>
public sealed class HttpTexts(HttpGateway gateway) : ISendText, IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };

    public async Task SendAsync(TextToSend text, CancellationToken ct)
    {
        using HttpRequestMessage ask = new(HttpMethod.Post, gateway.Url) { Content = ContentFor(text) };
        ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", gateway.Secret);
        try
        {
            using var answer = await _client.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!answer.IsSuccessStatusCode) { throw new TextNotTakenException($"HTTP {(int)answer.StatusCode}"); }
        }
        catch (HttpRequestException away) { throw new TextNotTakenException($"HTTP, {away.HttpRequestError}"); }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested) { throw new TextNotTakenException("HTTP, no answer in time"); }
    }

    public void Dispose() => _client.Dispose();

    private StringContent ContentFor(TextToSend text)
    {
        string Encoded(string value) => gateway.IsJson ? JsonEncodedText.Encode(value).ToString() : Uri.EscapeDataString(value);
        var body = gateway.Body.Replace(TextGateway.PhonePlace, Encoded(text.Phone!), StringComparison.Ordinal).Replace(TextGateway.TextPlace, Encoded(text.Words), StringComparison.Ordinal);
        return new(body, Encoding.UTF8, gateway.IsJson ? "application/json" : "application/x-www-form-urlencoded");
    }
}
