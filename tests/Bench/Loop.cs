using System.Diagnostics;
using System.Text.Json;
using TimeBank.Events;
using TimeBank.Orders;
using TimeBank.Storage;

namespace TimeBank.Bench;

/// <summary>Orders lived over HTTP by 16 clients: place, dispatch, look, accept, check in, check out, rate. Each call is one that a phone or a desk would make, with its key.</summary>
internal static class Loop
{
    private const int Clients = 16;
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(30);   // until the runtime has compiled what is used and the connections have prepared their statements
    private static readonly int _seconds = Math.Max(3, (int)(15 * Math.Min(1, Server.Scale * 10)));

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var city = await Server.CreateAsync("bench_loop");
        await Pgbench.LoadAsync();
        using var api = await ApiProcess.StartAsync(city);
        var (item, stations) = await LoopCity.FillAsync(city, api, Clients);
        await Server.RunAsync(city.Superuser, "vacuum analyze");
        await LiveAsync(api, item, stations, _warmUp);

        List<double> slowest = [];
        var (limit, calls) = await Rounds.AlternateAsync(
            _ => Pgbench.MeasureAsync(_seconds),
            async _ =>
            {
                await Server.SettleAsync(city);
                var processor = api.Watch();
                var began = Stopwatch.GetTimestamp();
                var times = await LiveAsync(api, item, stations, TimeSpan.FromSeconds(_seconds));
                var took = Stopwatch.GetElapsedTime(began).TotalSeconds;   // the last turns end a little later
                await Console.Error.WriteLineAsync(processor.PerCall(times.Count));
                slowest.Add(Rounds.Percentile([.. times.Order()], 0.99));
                return times.Count / took;
            });
        await Pgbench.DropAsync();
        return [new("loop", calls, "calls/s", limit, 0.25, AtLeast: true), new("loop-p99", Rounds.Median(slowest), "ms", null, 100, AtLeast: false)];
    }

    /// <returns>The milliseconds of each call.</returns>
    private static async Task<List<double>> LiveAsync(ApiProcess api, Guid item, IReadOnlyList<Station> stations, TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        var lived = await Task.WhenAll(stations.Select(station => Task.Run(async () =>
        {
            LoopClient client = new(api, item, station);
            for (var turn = 0; Stopwatch.GetElapsedTime(began) < time; turn++) { await client.LiveAsync(turn); }
            return client.Times;
        })));
        return [.. lived.SelectMany(times => times)];
    }

    /// <summary>One station's orders, one after the other.</summary>
    private sealed class LoopClient(ApiProcess api, Guid item, Station station)
    {
        private static readonly DeploymentKeys _keys = new(Server.KeysPath);

        public List<double> Times { get; } = [];

        public async Task LiveAsync(int turn)
        {
            var resident = station.Residents[turn % station.Residents.Count];
            var volunteer = station.Volunteers[turn % station.Volunteers.Count];
            var from = TimeProvider.System.GetUtcNow().AddHours(1);
            var order = (await AskAsync(resident, HttpMethod.Post, "/api/v1/orders", new { itemId = item, wantedFrom = from, wantedUntil = from.AddHours(2), need = "要人陪着去医院", address = "昭明台 3 栋 2 单元" }))
                .GetProperty("id").GetGuid();
            await MoveAsync(station.Dispatcher, order, new { action = nameof(OrderAction.Dispatch), personIds = new[] { volunteer.PersonId } });
            var offer = (await AskAsync(volunteer, HttpMethod.Get, $"/api/v1/orders/{order}", null)).GetProperty("offers")[0].GetProperty("id").GetGuid();
            var visit = (await MoveAsync(volunteer, order, new { action = nameof(OrderAction.Accept), offerId = offer })).GetProperty("madeId").GetGuid();
            var codes = VisitCodes.For(visit, _keys.CodeKey);   // what the resident reads out
            await MoveAsync(volunteer, order, new { action = nameof(OrderAction.CheckIn), assignmentId = visit, code = codes.Start });
            await MoveAsync(volunteer, order, new { action = nameof(OrderAction.CheckOut), assignmentId = visit, code = codes.End });
            await MoveAsync(resident, order, new { action = nameof(OrderAction.Rate), answer = nameof(Answer.Solved), stars = 5 });
        }

        private Task<JsonElement> MoveAsync(Client by, Guid order, object move) => AskAsync(by, HttpMethod.Post, $"/api/v1/orders/{order}/moves", move);

        private async Task<JsonElement> AskAsync(Client by, HttpMethod method, string path, object? body)
        {
            var bytes = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options);
            var asked = Stopwatch.GetTimestamp();
            var answer = await api.SendAsync(method, path, by.Token, bytes);
            Times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            return JsonDocument.Parse(answer).RootElement;
        }
    }
}
