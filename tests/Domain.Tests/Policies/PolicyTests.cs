using System.Text.Json;
using TimeBank.People;
using TimeBank.Policies;
using TimeBank.Storage;
using TimeBank.TestKit;
using static TimeBank.Domain.Tests.Deployment;

namespace TimeBank.Domain.Tests.Policies;

public sealed class CalendarTests(Deployment deployment) : IClassFixture<Deployment>
{
    [Fact]
    public async Task The_calendar_is_imported_once_and_read_at_most_once_an_hour()
    {
        var file = DataFile("working-days.csv");
        var first = await ImportAsync(file);
        Assert.True(first.Added > 100);
        Assert.Equal(new CalendarImported(0, 0, 0), await ImportAsync(file));

        var may = new DateOnly(2031, 5, 1);
        Assert.True(await WorksAsync(may));
        await ImportAsync(File("date,kind,name", "2031-05-01,holiday,劳动节"));
        Assert.True(await WorksAsync(may));
        deployment.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await WorksAsync(may));
    }

    [Theory]
    [InlineData("1.5.2027,holiday,劳动节", "calendar.bad_day")]
    [InlineData("2027-05-01,rest,劳动节", "calendar.bad_kind")]
    [InlineData("2027-05-01,holiday,", "calendar.bad_name")]
    [InlineData("2027-05-02,working,劳动节", "calendar.duplicate_day")]
    [InlineData("2027-05-01,holiday", "file.broken_line")]
    public async Task A_broken_line_is_named_and_nothing_is_changed(string line, string code)
    {
        var before = await CountAsync();
        var refusal = (await deployment.AsWorker((ImportCalendar i) => i.ImportAsync(File("date,kind,name", "2027-05-02,holiday,劳动节", line), default))).Refused();
        Assert.Equal((code, (object?)3), (refusal.Code, refusal.Facts["line"]));
        Assert.StartsWith("第 3 行", refusal.Chinese, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    private async Task<CalendarImported> ImportAsync(byte[] file) => (await deployment.AsWorker((ImportCalendar i) => i.ImportAsync(file, default))).Done();

    private Task<bool> WorksAsync(DateOnly day) => deployment.AsApi(async (Calendar c) => (await c.GetAsync(default)).IsWorkingDay(day));

    private async Task<long> CountAsync() => (await deployment.Postgres.ReadAsync<long>($"select count(*) as \"Value\" from calendar_days"))[0];
}

public sealed class SetPolicyTests(Town town) : IClassFixture<Town>
{
    private int _day;

    [Fact]
    public async Task An_administrator_sets_terms_for_the_site_and_all_below_from_a_moment_on()
    {
        var administrator = await town.StaffAsync("管理员", Right.Administrator, town.County);
        var tomorrow = town.Clock.GetUtcNow().AddDays(1);
        (await SetAsync(administrator, Change(town.County.Id) with { ValidFrom = tomorrow, RatePercent = 120 })).Done();

        Assert.Equal(100, (await InForceAsync(town.Station.Id)).RatePercent);
        town.Clock.MoveTo(tomorrow);
        var policy = await InForceAsync(town.Station.Id);
        Assert.Equal((120, 90_000L, 30), (policy.RatePercent, policy.BalanceCapMinutes, policy.NotHomeMinutes));
        Assert.Equal(100, (await InForceAsync(town.OtherCounty.Id)).RatePercent);

        Assert.Equal("policy.past", (await SetAsync(administrator, Change(town.County.Id) with { ValidFrom = tomorrow.AddMinutes(-1) })).Refused().Code);
        Assert.Equal("policy.already", (await SetAsync(administrator, Change(town.County.Id) with { ValidFrom = tomorrow })).Refused().Code);
        Assert.Equal("policy.notice", (await SetAsync(administrator, Change(town.County.Id) with { RatePercent = 300 })).Refused().Code);
        (await SetAsync(administrator, Change(town.County.Id) with { OfferMinutes = 60, ValidFrom = tomorrow.AddMinutes(1) })).Done();   // no minute counts otherwise by it
        var refusal = (await SetAsync(administrator, Change(town.County.Id) with { RatingDays = 31 })).Refused();
        Assert.Equal(("policy.out_of_range", (object?)"ratingDays 1–30"), (refusal.Code, refusal.Facts["value"]));
        Assert.Equal("ratingDays", refusal.Facts["field"]);
        Assert.Equal("site.not_yours", (await SetAsync(administrator, Change(town.City.Id))).Refused().Code);
        Assert.Equal("site.not_yours", (await SetAsync(town.Manager, Change(town.Office.Id))).Refused().Code);
    }

    [Fact]
    public async Task The_table_holds_every_term_to_the_range_that_is_said()
    {
        foreach (var term in Term.All)
        {
            var column = JsonNamingPolicy.SnakeCaseLower.ConvertName(term.Name);
            foreach (var possible in new[] { term.Least, term.Most }) { await town.Postgres.RunAsync(Terms(column, possible)); }
            await town.Postgres.RefusedAsync($"policies_{column}_check", Terms(column, term.Least - 1));
            await town.Postgres.RefusedAsync($"policies_{column}_check", Terms(column, term.Most + 1));
        }
    }

    [Fact]
    public async Task No_passbook_holds_more_than_a_million_hours_whoever_asks()
    {
        var administrator = await town.StaffAsync("管理员", Right.Administrator, town.OtherCounty);
        var refusal = (await SetAsync(administrator, Change(town.OtherCounty.Id) with { BalanceCapMinutes = 60_000_001, ValidFrom = town.Clock.GetUtcNow().AddDays(2) })).Refused();
        Assert.Equal(("policy.out_of_range", (object?)"balanceCapMinutes 1–60000000"), (refusal.Code, refusal.Facts["value"]));
    }

    /// <summary>A site's terms of a day of their own, as now but for one number.</summary>
    private FormattableString Terms(string column, int number) => Sql.Of(
        $"insert into policies select (jsonb_populate_record(p, jsonb_build_object('id', '{town.NewId()}', 'site_id', '{town.OtherStation.Id}', 'valid_from', '{town.Clock.GetUtcNow().AddDays(++_day):O}', '{column}', {number}))).* "
        + "from policies p where site_id is null limit 1");

    private static PolicyToSet Change(Guid siteId) => new(siteId, null, null, null, null, null, null, null, null, null, null, null, null);

    private Task<Outcome<Guid>> SetAsync(Guid caller, PolicyToSet asked) =>
        Town.In(town.Api, (SetPolicy s) => s.SetAsync(CommandKey.Fresh(caller, town.Clock.GetUtcNow()), caller, asked, default));

    private async Task<Policy> InForceAsync(Guid siteId) => (await Town.In(town.Api, (PolicyQueries q) => q.OfSiteAsync(siteId, default))).Done().InForce;
}
