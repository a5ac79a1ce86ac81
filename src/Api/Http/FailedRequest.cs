using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace TimeBank.Api.Http;

/// <summary>What was thrown, as a problem. Input that cannot be read is the caller's; an absent database is an outage; everything else is a bug and is logged whole.</summary>
public sealed class FailedRequest(ILogger<FailedRequest> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var hungUp = exception is IOException && httpContext.Features.Get<Asker>() is { Gone.IsCancellationRequested: true };   // in the middle of the body
        if (hungUp || httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var why = Why(exception, httpContext);
        // The page of that status is drawn further out.
        if (httpContext.Request.IsForPage()) { httpContext.Response.StatusCode = HttpRefusals.StatusOf(why); }
        else { await new Problem(why).ExecuteAsync(httpContext); }
        return true;
    }

    private Refusal Why(Exception exception, HttpContext context)
    {
        if (exception is BadHttpRequestException bad) { return Why(bad); }
        // The route's pattern: an address could hold what somebody typed.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName;
        if (Causes(exception).Any(e => e is NpgsqlException { IsTransient: true } or TimeoutException))
        {
            log.LogWarning("{Endpoint} found the database away or too busy: {Reason}", endpoint, exception.GetBaseException().Message);
            return HttpRefusals.Unavailable;
        }

        log.LogError(exception, "{Endpoint} failed", endpoint);
        return HttpRefusals.Failed;
    }

    private static Refusal Why(BadHttpRequestException bad) => bad.InnerException switch
    {
        RefusedInputException { Why: var why, Path: var path } => why.With("at", path),
        JsonException { Path: var path } => HttpRefusals.Malformed.With("at", path),
        _ => HttpRefusals.For(bad.StatusCode),
    };

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException) { yield return exception; }
    }
}
