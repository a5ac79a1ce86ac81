using System.Text.RegularExpressions;
using TimeBank.TestKit;
using static TimeBank.Journeys.FullTown;

namespace TimeBank.Journeys;

/// <summary>Every page there is, in a town that has something for each: at an old phone's width in Chinese, and once more in a third of the other ways people read; in all of them when pictures are kept for somebody to look at.</summary>
public sealed partial class EveryPageTests(FullTown full) : IClassFixture<FullTown>
{
    private static readonly string[] _others = ["english", "elder", "desk"];

    [Fact]
    public void No_page_is_forgotten()
    {
        var routes = Directory.EnumerateFiles(Repository.PathOf("src/Api"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Route().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value));
        Assert.Equal(routes.Distinct().Order(StringComparer.Ordinal), Pages().Select(p => p.Route).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("chinese")]
    [InlineData("english")]
    [InlineData("elder")]
    [InlineData("desk")]
    public async Task Nothing_is_cut_off_and_axe_finds_nothing_serious(string how)
    {
        Dictionary<Who, Window> windows = [];
        List<string> faults = [];
        foreach (var (n, (route, path, who)) in Pages().Index())
        {
            if (how != "chinese" && _others[n % _others.Length] != how && !Window.KeepsPictures) { continue; }
            if (!windows.TryGetValue(who, out var window)) { windows[who] = window = await OpenAsync(who, how); }
            await window.GoAsync(path);
            faults.AddRange(await window.FaultsAsync($"{how}{route.Replace('/', '-')}"));
        }

        Assert.True(faults is [], string.Join('\n', faults));
    }

    private async Task<Window> OpenAsync(Who who, string how)
    {
        Reader reader = new(Language: how == "english" ? "en-GB" : "zh-CN");
        var window = how == "desk" ? await full.Stage.DeskAsync(full.IdOf(who), reader) : await full.Stage.PhoneAsync(full.IdOf(who), reader);
        window.Expect(404);   // one of the pages says that something is not there
        if (how == "elder") { await window.GoAsync("/terms?elder=1"); }
        return window;
    }

    private IEnumerable<(string Route, string Path, Who Who)> Pages() => [.. OfPeople(), .. OfVolunteers(), .. OfDesks(), .. OfAdministration()];

    private IEnumerable<(string Route, string Path, Who Who)> OfPeople()
    {
        foreach (var open in new[] { "/", "/sign-in", "/sign-in/code", "/sign-up", "/forgotten", "/goodbye", "/terms", "/sites", "/dev/inbox" }) { yield return (open, open, Who.Nobody); }
        yield return ("/sites/{Code}", $"/sites/{full.Stage.Town.Station.Code}", Who.Nobody);
        yield return ("/status/{Code:int}", "/status/404", Who.Nobody);
        foreach (var own in new[]
        {
            "/", "/me", "/me/details", "/me/devices", "/me/export", "/me/home", "/me/leaving", "/me/password", "/me/phone", "/me/reading", "/me/relatives", "/me/relatives/new", "/me/seen",
            "/messages", "/order", "/orders", "/orders/apart", "/sign-up/done",
        }) { yield return (own, own, Who.Resident); }
        yield return ("/order/{StepName}", "/order/words", Who.Newcomer);
        yield return ("/orders/{Id:guid}", $"/orders/{full.Coming}", Who.Resident);
        yield return ("/orders/{Id:guid}", $"/orders/{full.Rated}", Who.Resident);
        yield return ("/orders/{Id:guid}/change", $"/orders/{full.Coming}/change", Who.Resident);
        yield return ("/orders/{Id:guid}/placed", $"/orders/{full.Coming}/placed", Who.Resident);
        yield return ("/orders/{Id:guid}/reopen", $"/orders/{full.Rated}/reopen", Who.Resident);
        yield return ("/orders/{Id:guid}/report/{AssignmentId:guid}", $"/orders/{full.Rated}/report/{full.Visit}", Who.Resident);
    }

    private IEnumerable<(string Route, string Path, Who Who)> OfVolunteers()
    {
        string[] pages = ["/today", "/offers", "/pool", "/passbook", "/passbook/print", "/records", "/volunteer", "/volunteer/fields", "/volunteer/hours", "/volunteer/real-name"];
        foreach (var page in pages) { yield return (page, page, Who.Volunteer); }
        yield return ("/pool", "/pool?day=tomorrow&field=Health", Who.Volunteer);
        yield return ("/visits/{OrderId:guid}", $"/visits/{full.Coming}", Who.Volunteer);
        yield return ("/visits/{OrderId:guid}", $"/visits/{full.Rated}", Who.Volunteer);
        foreach (var page in new[] { "/", "/orders", "/today", "/offers", "/pool", "/passbook", "/records", "/volunteer", "/messages" }) { yield return (page, page, Who.Newcomer); }
    }

    private IEnumerable<(string Route, string Path, Who Who)> OfDesks()
    {
        var station = full.Stage.Town.Station.Code;
        yield return ("/desk", "/desk", Who.Manager);
        yield return ("/desk/{SiteCode}", $"/desk/{station}", Who.Manager);
        yield return ("/desk/{SiteCode}", $"/desk/{station}?order={full.Objected}", Who.Manager);
        foreach (var page in new[] { "calls", "cases", "new", "people" }) { yield return ($"/desk/{{SiteCode}}/{page}", $"/desk/{station}/{page}", Who.Manager); }
        yield return ("/desk/{SiteCode}/people/{Id:guid}", $"/desk/{station}/people/{full.IdOf(Who.Volunteer)}", Who.Manager);
        yield return ("/desk/orders/{Id:guid}", $"/desk/orders/{full.Objected}", Who.Manager);
        yield return ("/desk/orders/{Id:guid}/slip", $"/desk/orders/{full.Coming}/slip", Who.Manager);
        yield return ("/centre", "/centre", Who.Supervisor);
        yield return ("/centre/{SiteCode}", $"/centre/{full.Stage.Town.Office.Code}", Who.Supervisor);
        yield return ("/wall/{SiteCode}", $"/wall/{full.Stage.Town.County.Code}", Who.Supervisor);
    }

    private IEnumerable<(string Route, string Path, Who Who)> OfAdministration()
    {
        var code = full.Stage.Town.County.Code;
        yield return ("/admin", "/admin", Who.Administrator);
        yield return ("/admin/{SiteCode}", $"/admin/{code}", Who.Administrator);
        foreach (var page in new[] { "acts", "appointments", "appointments/new", "history", "menu", "menu/new", "openings", "policies", "policies/new", "sites", "sites/details", "sites/new" })
        {
            yield return ($"/admin/{{SiteCode}}/{page}", $"/admin/{(page == "sites/new" ? full.Stage.Town.Station.Code : code)}/{page}", Who.Administrator);
        }

        yield return ("/admin/{SiteCode}/appointments/{Id:guid}/end", $"/admin/{code}/appointments/{full.Appointment}/end", Who.Administrator);
        yield return ("/admin/{SiteCode}/menu/{ItemId:guid}", $"/admin/{code}/menu/{full.Stage.Town.Escort.Id}", Who.Administrator);
    }

    [GeneratedRegex("""^@page "([^"]+)""", RegexOptions.Multiline)]
    private static partial Regex Route();
}
