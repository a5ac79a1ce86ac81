using TimeBank.Reports;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Reports;

public sealed class SoFarTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task What_was_given_so_far_is_of_the_site_and_all_below()
    {
        var volunteer = await town.VolunteerAsync("给时间的");
        var order = await town.PlacedAsync();
        await town.ServedAsync(order, await town.AcceptedAsync(order, volunteer), volunteer, 90);
        await town.RatedAsync(order);
        await town.CreditAsync();
        Assert.Equal((90L, 90L, 0L), (await SoFarAsync(town.Station.Id), await SoFarAsync(town.City.Id), await SoFarAsync(town.OtherStation.Id)));
    }

    private async Task<long> SoFarAsync(Guid site) => (await Town.In(town.Api, (SoFarQueries q) => q.OfSiteAsync(site, default))).Minutes;
}
