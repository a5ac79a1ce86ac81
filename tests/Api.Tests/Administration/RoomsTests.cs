using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Administration;

/// <summary>Who may open which page of administration: whoever has no right at the site finds nothing there.</summary>
public sealed class RoomsTests(Api api) : IClassFixture<Api>
{
    private static readonly string[] _looking = ["", "/sites", "/appointments", "/menu", "/policies", "/acts", "/history", "/openings"];
    private static readonly string[] _keeping = ["/sites/details", "/sites/new", "/menu/new", "/policies/new"];

    private Town Town => api.Town;

    [Fact]
    public async Task Each_page_is_for_those_who_oversee_the_site_and_changing_it_for_administrators()
    {
        foreach (var right in Enum.GetValues<Right>())
        {
            using var browser = await api.Host.ReadsPagesAsync(await Town.StaffAsync($"{right}", right, Town.County));
            foreach (var page in _looking) { await browser.GoAsync($"/admin/{Town.Station.Code}{page}", right is Right.Dispatcher ? 403 : 200); }
            foreach (var page in _keeping) { await browser.GoAsync($"/admin/{Town.Station.Code}{page}", right is Right.Administrator ? 200 : 403); }
            await browser.GoAsync($"/admin/{Town.Station.Code}/appointments/new", right is Right.Administrator or Right.Manager ? 200 : 403);
            await browser.GoAsync($"/admin/{Town.OtherCounty.Code}", 404);
            await browser.GoAsync("/admin/nowhere", 404);
        }

        using var resident = await api.Host.ReadsPagesAsync(Town.Resident);
        foreach (var page in _looking.Concat(_keeping)) { await resident.GoAsync($"/admin/{Town.Station.Code}{page}", 404); }
        using var anybody = await api.Host.ReadsPagesAsync();
        await anybody.GoAsync($"/admin/{Town.Station.Code}/menu");
        Assert.StartsWith("/sign-in?then=", anybody.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_leads_to_the_only_office_or_lets_one_choose()
    {
        var person = await Town.StaffAsync("Two Offices", Right.Administrator, Town.Office);
        using var browser = await api.Host.ReadsPagesAsync(person);
        await browser.GoAsync("/admin");
        Assert.Equal($"/admin/{Town.Office.Code}", browser.Address);
        await Town.Postgres.RunAsync($"insert into appointments (id, person_id, site_id, \"right\", from_at) values ({Town.NewId()}, {person}, {Town.OtherCounty.Id}, 'Supervisor', {Town.Clock.GetUtcNow()})");
        (await browser.GoAsync("/admin")).Reads("樊城区").Reads("王府街道");
        using var resident = await api.Host.ReadsPagesAsync(Town.Resident);
        (await resident.GoAsync("/admin")).Reads("没有管理、审核或督查的岗位");
    }

    [Fact]
    public async Task Every_page_reads_in_English_without_a_Chinese_word_of_ours()
    {
        using var browser = await api.Host.ReadsPagesAsync(await Town.StaffAsync("Anna Li", Right.Administrator, Town.OtherCounty));
        await browser.GoAsync("/sign-in?lang=en");
        foreach (var page in _looking.Concat(_keeping).Append("/appointments/new"))
        {
            await browser.GoAsync($"/admin/{Town.OtherCounty.Code}{page}");
            var words = browser.Text.Replace("樊城区", "", StringComparison.Ordinal).Replace("襄阳市", "", StringComparison.Ordinal);
            Assert.DoesNotMatch("[一-鿿]", words);
        }
    }
}
