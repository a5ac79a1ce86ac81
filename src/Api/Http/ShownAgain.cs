using Microsoft.AspNetCore.Http.Features;

namespace TimeBank.Api.Http;

/// <summary>The page again from which something was asked, with the "no" in words: drawn in the same answer, so what was typed is still in the request.</summary>
public sealed class ShownAgain(string path, Refusal why) : IResult
{
    public string Path => path;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Features.Set(why);
        httpContext.Features.Set(this);
        return Task.CompletedTask;
    }
}

public static class ShowingAgain
{
    /// <summary>Stands before routing: the page's own address is routed anew, as if it had been asked for.</summary>
    public static IApplicationBuilder UseShownAgain(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Features.Get<ShownAgain>() is not { } again || context.Response.HasStarted) { return; }

        var request = context.Request;
        var (path, query) = again.Path.Split('?', 2) switch { [var p, var q] => (p, $"?{q}"), [var p] => (p, ""), _ => ("/", "") };
        context.Features.Set<ShownAgain>(null);
        context.SetEndpoint(null);
        context.Features.Get<IRouteValuesFeature>()?.RouteValues.Clear();
        (request.Method, request.Path, request.QueryString) = (HttpMethods.Get, path, new QueryString(query));
        context.Response.StatusCode = HttpRefusals.StatusOf(context.Features.Get<Refusal>()!);
        await next(context);
    });
}
