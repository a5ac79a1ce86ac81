using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Api.Layout;
using TimeBank.Desks;

namespace TimeBank.Api.Desks;

/// <summary>An open board hears that something changed, and fetches it: the events carry no data, so the fetching alone decides who may see what.</summary>
public static class LiveBoard
{
    public const string Changed = "changed";

    /// <summary>Tells proxies, and the browser, that the line still stands.</summary>
    private static readonly TimeSpan _sayStill = TimeSpan.FromSeconds(25);

    public static void MapLiveBoard(this IEndpointRouteBuilder app)
    {
        app.MapGet("/desk/{siteCode}/live", LiveAsync).RequireAuthorization().ExcludeFromDescription();
        app.MapGet("/desk/{siteCode}/columns", ColumnsAsync).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<IResult> LiveAsync(
        string siteCode, Guid? order, Caller caller, BoardQueries queries, Visitor visitor, OpenBoards boards, TimeProvider clock, IHostApplicationLifetime life, CancellationToken ct)
    {
        if (!(await queries.FindSiteAsync(caller.PersonId, siteCode, ct)).IsDone(out var siteId, out var why)) { return new Problem(why); }
        var name = (await visitor.CardAsync())!.Name;
        return TypedResults.ServerSentEvents(EventsAsync(() => boards.Open(siteId, order, caller.PersonId, name), clock, life.ApplicationStopping, ct));
    }

    /// <summary>The part of the board's page that moves.</summary>
    private static async Task<IResult> ColumnsAsync(string siteCode, Guid? order, Caller caller, BoardQueries queries, TimeProvider clock, CancellationToken ct) =>
        (await queries.GetAsync(caller.PersonId, siteCode, clock.GetUtcNow() - BoardColumns.NewFor, ct)).IsDone(out var board, out var why)
            ? new RazorComponentResult<BoardColumns>(new { Board = board, Selected = order })
            : new Problem(why);

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        Func<OpenBoard> open, TimeProvider clock, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct)
    {
        using var board = open();
        yield return new("", "open");
        while (true)
        {
            string what;
            using CancellationTokenSource still = new(_sayStill, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stopping, still.Token);
            try
            {
                await board.NextAsync(either.Token);
                what = Changed;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested && !stopping.IsCancellationRequested) { what = "still"; }
            catch (OperationCanceledException) { yield break; }
            yield return new("", what);
        }
    }
}
