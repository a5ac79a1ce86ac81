using System.Globalization;

namespace TimeBank.Bench;

/// <summary>What people look at all day, over HTTP, in a city of full size and in one of a hundredth: the limit of each look is the same look there.</summary>
internal static class Reading
{
    private const int Looks = 600;
    private const double Hundredth = 0.01;
    private static readonly DateOnly _today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>The n-th look of a kind at a city, in milliseconds.</summary>
    private static readonly Dictionary<string, Func<ReadingCity, int, Task<double>>> _looks = new()
    {
        ["reading-passbook"] = (city, n) => city.LookAsync(Turn(city.Volunteers, n), "/api/v1/me/passbook", "/api/v1/me/passbook/lines"),
        ["reading-orders"] = (city, n) => n % 2 == 0 ? city.LookAsync(Turn(city.Residents, n / 2), "/api/v1/orders") : city.LookAsync(Turn(city.Volunteers, n / 2), "/api/v1/orders?list=Assigned"),
        ["reading-board-station"] = (city, n) => BoardAsync(city, city.Stations, n),
        ["reading-board-centre"] = (city, n) => BoardAsync(city, city.Centres, n),
        ["reading-summary-month"] = (city, n) => SummaryAsync(city, n, new(_today.Year, _today.Month, 1)),
        ["reading-summary-year"] = (city, n) => SummaryAsync(city, n, new(_today.Year, 1, 1)),
    };

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var small = await ReadingCity.BuildAsync("bench_reading_small", Server.Scale * Hundredth);
        await using var whole = await ReadingCity.BuildAsync("bench_reading", Server.Scale);
        List<Figure> figures = [];
        foreach (var (name, look) in _looks)
        {
            await WarmUpAsync(small, look);
            await WarmUpAsync(whole, look);
            var (limit, subject) = await Rounds.AlternateAsync(_ => SlowestAsync(small, look), _ => SlowestAsync(whole, look));
            figures.Add(new(name, subject, "ms p99", limit, 1.5, AtLeast: false));
        }

        return figures;
    }

    private static Task<double> BoardAsync(ReadingCity city, IReadOnlyList<(Client Client, Guid SiteId)> desks, int n)
    {
        var (client, site) = Turn(desks, n);
        return city.LookAsync(client, $"/api/v1/orders?list=Site&siteId={site}", $"/api/v1/orders?list=Site&siteId={site}&state=Placed", $"/api/v1/orders?list=Site&siteId={site}&state=Rated");
    }

    private static Task<double> SummaryAsync(ReadingCity city, int n, DateOnly from)
    {
        var (client, site) = Turn(city.Centres, n);
        return city.LookAsync(client, string.Create(CultureInfo.InvariantCulture, $"/api/v1/sites/{site}/summary?from={from:yyyy-MM-dd}&until={_today:yyyy-MM-dd}"));
    }

    /// <summary>Everybody looks once: what is compared is the work, and not which city lay in memory already.</summary>
    private static async Task WarmUpAsync(ReadingCity city, Func<ReadingCity, int, Task<double>> look)
    {
        List<double> cold = [];
        for (var n = 0; n < Looks / 3; n++) { cold.Add(await look(city, n)); }
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  the first time: median {cold.Order().ElementAt(cold.Count / 2):0.0} ms, worst {cold.Max():0.0} ms"));
    }

    private static async Task<double> SlowestAsync(ReadingCity city, Func<ReadingCity, int, Task<double>> look)
    {
        List<double> times = [];
        for (var n = 0; n < Looks; n++) { times.Add(await look(city, n)); }
        return Rounds.Percentile([.. times.Order()], 0.99);
    }

    private static T Turn<T>(IReadOnlyList<T> all, int n) => all[n % all.Count];
}
