using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Reports;

namespace TimeBank.Api.Reports;

public static class SummaryEndpoints
{
    public static void MapReports(this RouteGroupBuilder api) =>
        api.MapGet("/sites/{id:guid}/summary", GetAsync).WithTags("sites").WithSummary("A site and all below it over whole local days: orders by state, minutes, 人次, 人, passbooks, time to dispatch.");

    /// <param name="from">Today when absent.</param>
    /// <param name="until">Inclusive; <paramref name="from"/> when absent.</param>
    private static async Task<Results<Ok<SiteSummary>, Problem>> GetAsync(
        Guid id, Caller caller, SummaryQueries summaries, LocalTime local, TimeProvider clock, CancellationToken ct, DateOnly? from = null, DateOnly? until = null)
    {
        var first = from ?? local.DayOf(clock.GetUtcNow());
        return (await summaries.GetAsync(caller.PersonId, id, first, until ?? first, ct)).ToHttp();
    }
}
