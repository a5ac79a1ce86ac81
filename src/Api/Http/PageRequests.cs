namespace TimeBank.Api.Http;

public static class PageRequests
{
    /// <summary>Programs get problem documents; a browser that asks for a page gets a page that says the same in words.</summary>
    public static bool IsForPage(this HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
