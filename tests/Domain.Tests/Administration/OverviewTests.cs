using TimeBank.Administration;
using TimeBank.Domain.Tests.People;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Administration;

public sealed class OverviewTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task It_counts_what_stands_and_what_is_missing_below()
    {
        var me = await town.StaffAsync("新管理员", Right.Administrator, town.OtherCounty);
        var before = await OfAsync(me, town.OtherCounty);
        Assert.Equal((0, 0, 1, false, 0, 1, 0, 0), (before.Offices, before.Stations, before.WithoutPhone, before.HasPhone, before.Dispatched, before.Items, before.OwnItems, before.OwnTerms));
        Assert.Equal((1, 0), (before.Holders[Right.Administrator], before.Holders[Right.Dispatcher]));

        (await town.AskAsync((ChangeSite c, CommandKey key) => c.ChangeAsync(key, me, new(town.OtherCounty.Id, null, "0710-3000000", null, null), default), me)).Done();
        (await town.AskAsync((AddPoint a, CommandKey key) => a.AddAsync(key, me, new(town.OtherCounty.Id, "P-1", "书屋", null, null, null), default), me)).Done();
        var manager = (await town.EnrolAsync(me, town.Someone("审核人") with { HomeSiteId = town.OtherCounty.Id })).Done();
        (await town.AppointAsync(me, manager, town.OtherCounty.Id, Right.Manager)).Done();
        var after = await OfAsync(me, town.OtherCounty);
        Assert.Equal((1, true, 1, 1), (after.Stations, after.HasPhone, after.Dispatched, after.Holders[Right.Manager]));

        var county = await town.StaffAsync("区管理员", Right.Administrator, town.County);
        Assert.Equal((1, 2, "420602001001"), ((await OfAsync(county, town.County)).Offices, (await OfAsync(county, town.County)).Stations, (await OfAsync(county, town.County)).FirstStationCode));
        Assert.Equal("site.not_found", (await Town.In(town.Api, (OverviewQueries q) => q.OfAsync(me, town.County.Id, default))).Refused().Code);
    }

    private async Task<SiteOverview> OfAsync(Guid caller, Site site) => (await Town.In(town.Api, (OverviewQueries q) => q.OfAsync(caller, site.Id, default))).Done();
}
