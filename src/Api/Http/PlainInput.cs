using Microsoft.Net.Http.Headers;

namespace TimeBank.Api.Http;

/// <summary>What no endpoint has to think of: the address, the key and the body's encoding are text that we can read.</summary>
public sealed class PlainInput(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        Complaint(context.Request) is { } why ? new Problem(why).ExecuteAsync(context) : next(context);

    private static Refusal? Complaint(HttpRequest request)
    {
        var address = request.Query.SelectMany(q => q.Value.Append(q.Key)).Prepend(request.Path.Value);
        if (!address.All(text => PlainText.IsPlain(text))) { return HttpRefusals.Characters; }
        if (request.Headers.TryGetValue(Asked.Header, out var keys) && !(keys is [{ } key] && Asked.IsKey(key))) { return HttpRefusals.BadKey; }
        var isForeign = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset is { HasValue: true } charset
            && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return isForeign ? HttpRefusals.MediaType : null;
    }
}
