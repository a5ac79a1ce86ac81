using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Reports;
using TimeBank.Sites;

namespace TimeBank.Api.Reports;

/// <summary>Exactly what the page of the same address shows, as files; the reader's language, and the same days and order.</summary>
public static class CentreFiles
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapCentreFiles(this RouteGroupBuilder files)
    {
        files.MapGet("/centre/{code}/sites.xlsx", (string code, Asking asking, CancellationToken ct) =>
            asking.AnswerAsync(code, tables => TypedResults.File(XlsxExport.Write(tables.All), Xlsx, $"{tables.FileName}.xlsx"), ct));
        files.MapGet("/centre/{code}/sites.csv", (string code, Asking asking, CancellationToken ct) =>
            asking.AnswerAsync(code, tables => TypedResults.File(CsvExport.Write(tables.Sites), "text/csv", $"{tables.FileName}.csv"), ct));
        files.MapGet("/centre/{code}/steps.csv", (string code, Asking asking, CancellationToken ct) =>
            asking.AnswerAsync(code, tables => TypedResults.File(CsvExport.Write(tables.Steps), "text/csv", $"{tables.FileName}-{tables.Steps.Name}.csv"), ct));
    }

    /// <summary>Who asks for which days in which order.</summary>
    internal sealed record Asking(HttpContext Context, Guid CallerId, CentreAsked Asked)
    {
        public static async ValueTask<Asking> BindAsync(HttpContext context)
        {
            var services = context.RequestServices;
            var today = services.GetRequiredService<LocalTime>().DayOf(services.GetRequiredService<TimeProvider>().GetUtcNow());
            return new Asking(context, (await Caller.BindAsync(context)).PersonId, CentreAsked.From(context.Request.Query, today));
        }

        public async Task<IResult> AnswerAsync(string code, Func<StatisticsTables, IResult> file, CancellationToken ct)
        {
            var services = Context.RequestServices;
            var found = await services.GetRequiredService<SiteQueries>().FindByCodeAsync(code, ct) is Outcome<SiteView>.Done(var site)
                ? await services.GetRequiredService<StatisticsQueries>().GetAsync(CallerId, site.Id, Asked.Range, ct)
                : SiteRefusals.NotFound;
            return found.IsDone(out var statistics, out var why)
                ? file(new StatisticsTables(statistics, Asked.Order, services.GetRequiredService<LocalTime>(), Language.IsChinese(Context.Request)))
                : new ShownAgain(Asked.AddressOf(code), why);
        }
    }
}
