using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TimeBank.Events;
using TimeBank.Menu;
using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Bench;

/// <summary>What a resident's first page weighs on the way to an old phone: everything at first, and what comes again each time. Of the published program, whose assets are packed.</summary>
internal static partial class Page
{
    private const double Kilobyte = 1024;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var database = await Server.CreateAsync("bench_page");
        var program = Path.Combine(Server.Data, "page-api");
        await PublishAsync(program);
        using var api = await ApiProcess.StartAsync(database, Path.Combine(program, "TimeBank.Api.dll"));
        var (itemId, stations) = await LoopCity.FillAsync(database, api, stations: 1);
        await FillMenuAsync(database);
        await OrderAsync(api, itemId, stations[0]);

        var page = await api.FetchAsync("/", "text/html", stations[0].Residents[0].Token);
        var (first, again) = (page.Bytes.Length, page.Bytes.Length);
        foreach (var asset in AssetsOf(Unpacked(page.Bytes, page.Packed)))
        {
            var (bytes, packed, cache) = await api.FetchAsync(asset, "*/*", null);
            var stays = cache.Contains("immutable", StringComparison.Ordinal);
            first += bytes.Length;
            again += stays ? 0 : bytes.Length;
            await Console.Error.WriteLineAsync($"  {asset}: {bytes.Length} bytes {packed}{(stays ? "" : ", every time")}");
        }

        await Console.Error.WriteLineAsync($"  the page itself: {page.Bytes.Length} bytes {page.Packed}");
        await Server.DropAsync(database.Name);
        return [new("page-first", first / Kilobyte, "KB", null, 60, AtLeast: false), new("page-after", again / Kilobyte, "KB", null, 15, AtLeast: false)];
    }

    private static IEnumerable<string> AssetsOf(string html) =>
        Asset().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups["address"].Value).Split('#')[0]).Distinct();

    private static string Unpacked(byte[] bytes, string packed)
    {
        using MemoryStream raw = new(bytes), whole = new();
        using Stream unpacked = packed switch { "gzip" => new GZipStream(raw, CompressionMode.Decompress), "br" => new BrotliStream(raw, CompressionMode.Decompress), _ => raw };
        unpacked.CopyTo(whole);
        return Encoding.UTF8.GetString(whole.ToArray());
    }

    /// <summary>All that the deployment's menu offers, so that the page is as full as it gets.</summary>
    private static async Task FillMenuAsync(Server.Database database)
    {
        await using var db = Postgres.Open(database.Owner);
        var site = db.Sites.Single(s => s.ParentId == null).Id;
        foreach (var line in (await File.ReadAllLinesAsync(Repository.PathOf("deploy/data/menu.csv"))).Skip(1).Select(l => l.Split(',')))
        {
            ServiceItem item = new()
            {
                Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
                Code = line[0],
                Field = Enum.Parse<ServiceField>(line[1], ignoreCase: true),
                Name = line[2],
                NameEn = line[3],
                Description = line[4],
                DescriptionEn = line[5],
                MayServe = MayServe.Anyone,
                UsualMinutes = 60,
                GreatestMinutes = 120,
            };
            db.AddRange(item, new MenuEntry { ItemId = item.Id, SiteId = site });
        }

        await db.SaveChangesAsync();
    }

    /// <summary>A volunteer comes within two hours, so the code is shown; two more orders wait.</summary>
    private static async Task OrderAsync(ApiProcess api, Guid itemId, Station station)
    {
        foreach (var hours in new[] { 1, 30, 50 })
        {
            var from = TimeProvider.System.GetUtcNow().AddHours(hours);
            var order = (await AskAsync(api, station.Residents[0], "/api/v1/orders", new { itemId, wantedFrom = from, wantedUntil = from.AddHours(1), need = "陪着去医院复查", address = "昭明台 3 栋 2 单元" })).GetProperty("id").GetGuid();
            if (hours > 1) { continue; }
            await AskAsync(api, station.Dispatcher, $"/api/v1/orders/{order}/moves", new { action = nameof(OrderAction.Dispatch), personIds = new[] { station.Volunteers[0].PersonId } });
            var offer = JsonDocument.Parse(await api.SendAsync(HttpMethod.Get, $"/api/v1/orders/{order}", station.Volunteers[0].Token)).RootElement.GetProperty("offers")[0].GetProperty("id").GetGuid();
            await AskAsync(api, station.Volunteers[0], $"/api/v1/orders/{order}/moves", new { action = nameof(OrderAction.Accept), offerId = offer });
        }
    }

    private static async Task<JsonElement> AskAsync(ApiProcess api, Client by, string path, object body) =>
        JsonDocument.Parse(await api.SendAsync(HttpMethod.Post, path, by.Token, JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options))).RootElement;

    private static async Task PublishAsync(string program)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", Repository.PathOf("src/Api"), "-c", "Release", "-o", program, "--disable-build-servers", "-v", "quiet"]) { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) { throw new InvalidOperationException(said); }
    }

    [GeneratedRegex("""<(?:link|script|img|use)\b[^>]*?\b(?:href|src)="(?<address>/[^"]+)""")]
    private static partial Regex Asset();
}
