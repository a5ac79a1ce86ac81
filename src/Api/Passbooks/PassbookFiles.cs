using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Localization;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Api.Layout;
using TimeBank.Passbooks;

namespace TimeBank.Api.Passbooks;

/// <summary>The booklet as a file: the same leaves as on the page.</summary>
public static class PassbookFiles
{
    public static void MapPassbookFiles(this RouteGroupBuilder files) => files.MapGet("/passbook.pdf", FileAsync);

    private static async Task<IResult> FileAsync(
        HttpContext context, Caller caller, PassbookQueries passbooks, PassbookYearQueries years, Visitor visitor, LocalTime local, TimeProvider clock, Pdf pdf, IWebHostEnvironment host, CancellationToken ct)
    {
        var year = YearOf(context.Request.Query["year"], local.DayOf(clock.GetUtcNow()));
        var back = $"/passbook/print?year={year}";
        if (!(await passbooks.GetAsync(caller.PersonId, ct)).IsDone(out var book, out var why)) { return new ShownAgain(back, why); }
        if (!pdf.IsInstalled) { return new ShownAgain(back, Pdf.NotInstalled); }
        var html = await DrawAsync(context.RequestServices, host.WebRootFileProvider, new()
        {
            [nameof(Booklet.Book)] = book,
            [nameof(Booklet.Year)] = await years.OfAsync(caller.PersonId, year, ct),
            [nameof(Booklet.Owner)] = (await visitor.CardAsync())!.Name,
        });
        return (await pdf.FromAsync(html, ct)).IsDone(out var file, out why) ? TypedResults.File(file, "application/pdf", $"passbook-{year}.pdf") : new ShownAgain(back, why);
    }

    /// <summary>This year, unless another that could be meant is named.</summary>
    public static int YearOf(string? typed, DateOnly today) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2199 ? year : today.Year;

    private static async Task<string> DrawAsync(IServiceProvider services, IFileProvider assets, Dictionary<string, object?> parameters)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var leaves = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Booklet>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        var (language, title) = (services.GetRequiredService<Visitor>().Tag, services.GetRequiredService<IStringLocalizer<PassbooksWords>>()["Book"]);
        return $"<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{await ReadAsync(assets, "css/passbook.css")}</style></head><body><main class=\"print\">{leaves}</main></body></html>";
    }

    private static async Task<string> ReadAsync(IFileProvider assets, string path)
    {
        await using var stream = assets.GetFileInfo(path).CreateReadStream();
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
