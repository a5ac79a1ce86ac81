using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Reports;

namespace TimeBank.Api.Reports;

/// <param name="Chinese">Its name; so with <paramref name="English"/>.</param>
/// <param name="IsAdditive">The site's own figure and those of the sites below it sum up to it.</param>
public sealed record FigureMeaning(Figure Figure, FigureUnit Unit, bool IsAdditive, string Chinese, string English, string ChineseMeaning, string EnglishMeaning);

/// <param name="Figures">What each figure means, in the order of the files.</param>
public sealed record StatisticsAnswer(SiteStatistics Statistics, IReadOnlyList<FigureMeaning> Figures)
{
    private static readonly IReadOnlyList<FigureMeaning> _figures =
        [.. FigureDefinitions.All.Select(d => new FigureMeaning(d.Figure, d.Unit, d.IsAdditive, d.Chinese, d.English, d.ChineseMeaning, d.EnglishMeaning))];

    public StatisticsAnswer(SiteStatistics statistics) : this(statistics, _figures) { }
}

public static class SummaryEndpoints
{
    public static void MapReports(this RouteGroupBuilder api)
    {
        api.MapGet("/sites/{id:guid}/summary", GetAsync).WithTags("sites").WithSummary("A site and all below it over whole local days: orders by state, minutes, 人次, 人, passbooks, time to dispatch.");
        api.MapGet("/sites/{id:guid}/statistics", GetStatisticsAsync).WithTags("sites")
            .WithSummary("All that a centre quotes of a site, itself and each site below it over whole local days, as of one instant, with what each figure means.");
    }

    /// <param name="from">Today when absent.</param>
    /// <param name="until">Inclusive; <paramref name="from"/> when absent.</param>
    private static async Task<Results<Ok<SiteSummary>, Problem>> GetAsync(
        Guid id, Caller caller, SummaryQueries summaries, LocalTime local, TimeProvider clock, CancellationToken ct, DateOnly? from = null, DateOnly? until = null)
    {
        var first = from ?? local.DayOf(clock.GetUtcNow());
        return (await summaries.GetAsync(caller.PersonId, id, first, until ?? first, ct)).ToHttp();
    }

    /// <param name="range">The day, week, month or year up to today; the month when nothing is said.</param>
    /// <param name="from">Instead of a range.</param>
    /// <param name="until">Inclusive; <paramref name="from"/> when absent.</param>
    private static async Task<Results<Ok<StatisticsAnswer>, Problem>> GetStatisticsAsync(
        Guid id, Caller caller, StatisticsQueries statistics, LocalTime local, TimeProvider clock, CancellationToken ct, [EnumDataType(typeof(RangeName))] RangeName? range = null, DateOnly? from = null, DateOnly? until = null)
    {
        var asked = DayRange.Asked(range, from, until, local.DayOf(clock.GetUtcNow()));
        return (await statistics.GetAsync(caller.PersonId, id, asked, ct)).Then<StatisticsAnswer>(found => new StatisticsAnswer(found)).ToHttp();
    }
}
