namespace TimeBank.Api.Http;

/// <summary>Until whoever asked hangs up, where the request itself goes on without them.</summary>
public sealed record Asker(CancellationToken Gone);

public static class Begun
{
    /// <summary>A change that has begun is carried to its end, also when whoever asked has hung up: without scripts a browser drops the first request at the second tap,
    /// and a step must not hang on which tap was the last. Stands behind what reads forms, right before the endpoints.</summary>
    public static IApplicationBuilder UseBegunIsDone(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Features.Set(new Asker(context.RequestAborted));
            context.RequestAborted = CancellationToken.None;
        }

        return next(context);
    });
}
