using System.Diagnostics;
using System.Net;
using System.Text.Json;
using TimeBank.Events;
using TimeBank.Orders;

namespace TimeBank.Bench;

/// <summary>抢单: two thousand volunteers want a hundred places in the same moment. A hundred have them, and everybody else hears "taken".</summary>
internal static class Grab
{
    private const int People = 2_000;
    private const int Orders = 5;
    private const int PlacesEach = 20;
    private const double GreatestMilliseconds = 1_000;
    private const int Count = 3;
    private const int WarmUps = 8;   // until the runtime has compiled what is used, as on any morning

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var city = await Server.CreateAsync("bench_grab");
        using var api = await ApiProcess.StartAsync(city);
        var (item, stations) = await LoopCity.FillAsync(city, api, stations: 1, People);
        await Server.RunAsync(city.Superuser, "vacuum analyze");
        List<double> slowest = [];
        foreach (var round in Enumerable.Range(1, WarmUps + Count))
        {
            await Server.SettleAsync(city);
            var p99 = await RoundAsync(api, item, stations[0], round);
            await Console.Error.WriteLineAsync($"  round {round}{(round > WarmUps ? "" : ", to warm up")}: p99 {p99:0} ms");
            if (round > WarmUps) { slowest.Add(p99); }
        }

        await Server.DropAsync(city.Name);
        return [new("grab", slowest.Order().ElementAt(Count / 2), "ms p99", null, GreatestMilliseconds, AtLeast: false)];
    }

    /// <returns>The 99th percentile of the answers' milliseconds.</returns>
    /// <param name="round">Each on a day of its own: who had a place has time again.</param>
    private static async Task<double> RoundAsync(ApiProcess api, Guid item, Station station, int round)
    {
        List<(Guid Order, Guid Offer)> offers = [];
        for (var n = 0; n < Orders; n++) { offers.Add(await OfferedAsync(api, item, station, n, TimeProvider.System.GetUtcNow().AddDays(round))); }
        var answers = await Task.WhenAll(station.Volunteers.Select((volunteer, n) => Task.Run(() => AcceptAsync(api, volunteer, offers[n % Orders]))));

        var won = answers.Count(a => a.Status == HttpStatusCode.OK);
        if (won != Orders * PlacesEach) { throw new InvalidOperationException($"{won} have one of {Orders * PlacesEach} places."); }
        if (answers.FirstOrDefault(a => a.Status != HttpStatusCode.OK && a.Code != OrderRefusals.Taken.Code) is { Code: not null } other) { throw new InvalidOperationException($"Somebody heard {(int)other.Status} {other.Code}."); }
        return Rounds.Percentile([.. answers.Select(a => a.Milliseconds).Order()], 0.99);
    }

    private static async Task<(Guid Order, Guid Offer)> OfferedAsync(ApiProcess api, Guid item, Station station, int n, DateTimeOffset from)
    {
        var order = (await SendAsync(station.Residents[n], "/api/v1/orders", new { itemId = item, places = PlacesEach, wantedFrom = from, wantedUntil = from.AddHours(2), need = "要人帮忙打扫卫生", address = "昭明台广场", despiteDuplicates = true })).GetProperty("id").GetGuid();
        await SendAsync(station.Dispatcher, $"/api/v1/orders/{order}/moves", new { action = nameof(OrderAction.Dispatch), pool = true });
        var seen = JsonDocument.Parse(await api.SendAsync(HttpMethod.Get, $"/api/v1/orders/{order}", station.Volunteers[0].Token)).RootElement;
        return (order, seen.GetProperty("offers")[0].GetProperty("id").GetGuid());

        async Task<JsonElement> SendAsync(Client by, string path, object body) =>
            JsonDocument.Parse(await api.SendAsync(HttpMethod.Post, path, by.Token, JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options))).RootElement;
    }

    private static async Task<(HttpStatusCode Status, string? Code, double Milliseconds)> AcceptAsync(ApiProcess api, Client volunteer, (Guid Order, Guid Offer) offer)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { action = nameof(OrderAction.Accept), offerId = offer.Offer }, WireJson.Options);
        var asked = Stopwatch.GetTimestamp();
        var (status, answer) = await api.TryAsync(HttpMethod.Post, $"/api/v1/orders/{offer.Order}/moves", volunteer.Token, body);
        var took = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
        return (status, status == HttpStatusCode.OK ? null : JsonDocument.Parse(answer).RootElement.GetProperty("code").GetString(), took);
    }
}
