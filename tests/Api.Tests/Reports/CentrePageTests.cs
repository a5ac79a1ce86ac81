using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using TimeBank.People;
using TimeBank.Reports;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Reports;

/// <summary>A county office reads its figures, drills down, ranks, and takes the file along.</summary>
public sealed partial class CentrePageTests(Api api) : IClassFixture<Api>, IAsyncLifetime
{
    private static bool _isLived;
    private readonly Town _town = api.Town;

    public async ValueTask InitializeAsync()
    {
        if (_isLived) { return; }
        _isLived = true;
        var volunteer = await _town.VolunteerAsync("秦志愿");
        var order = await _town.PlacedAsync(from: _town.Clock.GetUtcNow().AddHours(1));
        await _town.PlacedAsync();
        _town.Clock.Advance(TimeSpan.FromMinutes(41));
        await _town.ServedAsync(order, await _town.AcceptedAsync(order, volunteer), volunteer, 93);
        await _town.RatedAsync(order);
        await _town.CreditAsync();
        _town.Clock.Advance(TimeSpan.FromHours(40));   // the other waits past its time
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_office_finds_its_figures_with_unit_and_denominator_and_drills_down()
    {
        using var desk = await OfficeAsync();
        await desk.GoAsync("/centre");
        Assert.Equal("/centre/420602", desk.Address);
        desk.Reads("襄城区").Reads("本月服务 1.6 小时，上月同期没有服务时长").Reads("1.6 小时").Reads("信用时 100.0% · 荣誉时 0.0%").Reads("1 人次")
            .Reads("41 分钟").Reads("超时 1 件（共 2 件）").Reads("1 / 1 份有效评价").Reads("2 件订单中，1 件已评单，1 件还没派出").Reads("截至 2026-11-25 03:33");
        Assert.Equal(["1", "王府街道", "1.6", "1", "1", "2", "41 分钟", "▲ 超时最多 1 / 2", "100.0% 1/1"], RowOf(desk, "王府街道"));
        Assert.Equal(["", "合计", "1.6", "1", "1", "2", "41 分钟", "1 / 2", "100.0% 1/1"], RowOf(desk, "合计"));
        HoldMarkup(desk);

        await desk.FollowAsync("今年");
        await desk.FollowAsync("王府街道");
        Assert.Equal("/centre/420602001?range=year", desk.Address);
        await desk.FollowAsync("昭明台社区");
        desk.Reads("下面没有站点了").Reads("1.6 小时");
        Assert.Equal(["襄城区", "王府街道", "昭明台社区"], desk.Page.QuerySelectorAll(".breadcrumb-item").Select(b => b.TextContent.Trim()));
        HoldMarkup(desk);
    }

    [Fact]
    public async Task Sites_are_ranked_by_any_figure_and_the_order_is_kept()
    {
        using var desk = await OfficeAsync();
        await desk.GoAsync("/centre/420602001?range=week&sort=DispatchMedian");
        Assert.Equal("ascending", desk.Page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
        Assert.Equal("1", RowOf(desk, "昭明台社区")[0]);
        Assert.Equal("", RowOf(desk, "西街社区")[0]);   // without a wait there is no rank
        await desk.FollowAsync("派单用时中位 ↑");
        Assert.Equal("/centre/420602001?range=week&sort=DispatchMedian&dir=down", desk.Address);
        await desk.PressAsync(".rank-by", ("sort", nameof(Figure.PassbooksStanding)));
        Assert.Equal("在用存折（本） ↓", desk.Page.QuerySelector("th[aria-sort]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Any_days_may_be_asked_for_and_what_cannot_be_is_said()
    {
        using var desk = await OfficeAsync();
        await desk.GoAsync("/centre/420602?from=nonsense&until=2026-11-01", 400);   // never another range in silence
        Assert.Equal("summary.range", desk.Refusal);
        await desk.GoAsync("/centre/420602?range=nonsense&sort=nonsense");
        desk.Reads("2026年11月1日 至 2026年11月25日");
        await desk.PressAsync(".days", ("from", "2026-11-23"), ("until", "2026-11-23"));
        desk.Reads("2026年11月23日").Reads("2026年11月23日至2026年11月23日服务 1.6 小时");
        await desk.FollowAsync("‹");
        desk.Reads("2026年11月22日").Reads("还没有入账的服务时长");
        await desk.PressAsync(".days", 400, ("from", "2026-11-23"), ("until", "2026-11-22"));
        Assert.Equal("summary.range", desk.Refusal);
        Assert.Equal("2026-11-23", desk.Page.QuerySelector("input[name=from]")!.GetAttribute("value"));
        HoldMarkup(desk);
    }

    [Fact]
    public async Task The_files_hold_what_the_page_shows()
    {
        using var desk = await OfficeAsync();
        await desk.GoAsync("/centre/420602001?range=month&sort=PlacedOrders");
        var csv = await FileAsync(desk, "导出 CSV", "text/csv");
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), csv[..3]);
        var lines = Encoding.UTF8.GetString(csv[3..]).TrimEnd().Split("\r\n").Select(l => l.Split(',')).ToList();
        var (sites, hours, orders) = (Array.IndexOf(lines[0], "站点"), Array.IndexOf(lines[0], "服务时长（小时）"), Array.IndexOf(lines[0], "下单（件）"));
        Assert.Equal(["王府街道 合计", "王府街道 本级", .. desk.Page.QuerySelectorAll(".sites tbody th").Select(h => h.TextContent.Trim())], lines.Skip(1).Select(l => l[sites]));
        foreach (var line in lines.Skip(3)) { Assert.Equal((RowOf(desk, line[sites])[2], RowOf(desk, line[sites])[5]), (line[hours], line[orders])); }

        var book = await FileAsync(desk, "导出 XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        Assert.Equal("PK"u8.ToArray(), book[..2]);
        var days = Encoding.UTF8.GetString(await FileAsync(desk, "下载这张表（CSV）", "text/csv"));
        Assert.Contains("2026-11-23,2026-11-23,1.6,1.6,0.0,1,2,1,1,1,100.0%,93\r\n", days, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_others_neither_page_nor_file_nor_wall_exists()
    {
        var administrator = await _town.StaffAsync("只管站点", Right.Administrator, _town.County);
        foreach (var stranger in new[] { _town.Resident, administrator, await _town.StaffAsync("外县", Right.Supervisor, _town.OtherCounty) })
        {
            using var browser = await api.Host.ReadsPagesAsync(stranger);
            foreach (var path in new[] { "/centre/420602", "/centre/420602/sites.csv", "/centre/420602/sites.xlsx", "/centre/420602/steps.csv", "/wall/420602", "/centre/no-such", "/wall/no-such" })
            {
                await browser.GoAsync(path, 404);
                browser.DoesNotRead("人次");
            }
        }

        using var resident = await api.Host.ReadsPagesAsync(_town.Resident);
        (await resident.GoAsync("/centre")).Reads("您没有可以查看统计的站点");
        using var anybody = await api.Host.ReadsPagesAsync();
        await anybody.GoAsync("/wall/420602");
        Assert.StartsWith("/sign-in", anybody.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_English_everything_but_names_is_English()
    {
        using var desk = await OfficeAsync();
        foreach (var path in new[] { "/centre/420602?lang=en", "/wall/420602" })
        {
            await desk.GoAsync(path);
            var text = new[] { "襄城区", "襄阳市", "王府街道", "昭明台社区", "西街社区", "樊城区" }.Aggregate(desk.Text, (t, name) => t.Replace(name, "", StringComparison.Ordinal));
            Assert.DoesNotMatch(Han(), text);
        }
    }

    private async Task<PageReader> OfficeAsync() => await api.Host.ReadsPagesAsync(await _town.StaffAsync("县督查", Right.Supervisor, _town.County));

    private static string[] RowOf(PageReader desk, string site) =>
        [.. desk.Page.QuerySelectorAll(".sites tr").Single(r => r.QuerySelector("th[scope=row]")?.TextContent.Trim() == site).Children.Select(c => Spaces().Replace(c.TextContent, " ").Trim())];

    private static async Task<byte[]> FileAsync(PageReader desk, string link, string type)
    {
        using var reply = await desk.Http.GetAsync(desk.Page.Links.Single(l => l.TextContent.Trim() == link).GetAttribute("href"));
        Assert.Equal((HttpStatusCode.OK, type), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("王府街道-20261101-20261125", reply.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        return await reply.Content.ReadAsByteArrayAsync();
    }

    /// <summary>No style attribute, one heading, and a picture is never alone: it has words and a table.</summary>
    private static void HoldMarkup(PageReader desk)
    {
        Assert.Empty(desk.Page.QuerySelectorAll("[style], script:not([src])"));
        Assert.Single(desk.Page.QuerySelectorAll("h1"));
        foreach (var chart in desk.Page.QuerySelectorAll("svg[role=img]"))
        {
            Assert.All(chart.GetAttribute("aria-labelledby")!.Split(' '), id => Assert.NotEmpty(desk.Page.GetElementById(id)!.TextContent));
            Assert.NotNull(chart.Closest(".chart")!.QuerySelector("details table"));
        }
    }

    [GeneratedRegex("[一-鿿]")]
    private static partial Regex Han();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
