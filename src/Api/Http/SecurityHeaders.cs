namespace TimeBank.Api.Http;

public static class SecurityHeaders
{
    /// <summary>On every answer, also on those that the exception handler writes anew.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";   // with no-referrer, older browsers send no Origin with our own forms
            headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
            // Answers are about people: no shared computer keeps them. Assets say themselves how long they last.
            if (headers.CacheControl.Count == 0 || context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) { headers.CacheControl = "no-store"; }
            return Task.CompletedTask;
        });
        return next(context);
    });
}
