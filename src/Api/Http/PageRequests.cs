using Microsoft.AspNetCore.Diagnostics;

namespace TimeBank.Api.Http;

/// <summary>The page whose form was posted: its own address leads nowhere.</summary>
public sealed record PageBefore(string Path);

public static class PageRequests
{
    /// <summary>Programs get problem documents; a browser that asks for a page gets a page that says the same in words.</summary>
    public static bool IsForPage(this HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>A request that ends with a bare status is answered by the page of that status. That page is only read: asked for by the method of a form it would be refused as a stale form
    /// itself, and the browser would show nothing at all.</summary>
    public static IApplicationBuilder UseStatusPages(this IApplicationBuilder app) => app
        .UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true)
        .Use((context, next) =>
        {
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null && !HttpMethods.IsGet(context.Request.Method))
            {
                context.Features.Set(new PageBefore(context.Request.GetTypedHeaders().Referer is { } page && page.Authority == context.Request.Host.Value ? Posted.LocalPath(page.PathAndQuery) : "/"));
                (context.Request.Method, context.Request.ContentType) = (HttpMethods.Get, null);
            }

            return next(context);
        });
}
