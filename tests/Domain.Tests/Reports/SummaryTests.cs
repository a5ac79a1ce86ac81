using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Reports;
using TimeBank.Sites;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Reports;

/// <summary>What a site and all below it did, kept as it happens.</summary>
public sealed class SummaryTests(Town town) : IClassFixture<Town>
{
    private static readonly DateOnly _today = new(2026, 11, 23);

    [Fact]
    public async Task A_county_counts_orders_by_state_minutes_persons_participations_and_the_wait_of_its_stations()
    {
        var (one, other) = (await town.VolunteerAsync("统计甲"), await town.VolunteerAsync("统计乙"));
        var pair = await town.PlacedAsync(places: 2, from: town.Clock.GetUtcNow().AddMinutes(30));
        var open = await town.PlacedAsync();
        town.Clock.Advance(TimeSpan.FromMinutes(12));
        var (first, second) = (await town.AcceptedAsync(pair, one), await town.AcceptedAsync(pair, other));
        await town.ServedAsync(pair, first, one, 40);
        await town.DoAsync(other, new CheckInVisit(pair, second, town.CodesOf(second).Start));
        town.Clock.Advance(TimeSpan.FromMinutes(25));
        await town.DoAsync(other, new CheckOutVisit(pair, second, town.CodesOf(second).End, VisitOutcome.Done));
        await town.RatedAsync(pair);
        await town.CreditAsync();

        var county = await SummaryAsync(town.SecondManager, town.County);
        Assert.Equal((1L, 1L), (county.Orders[OrderState.Rated], county.Orders[OrderState.Placed]));
        Assert.Equal((65L, 0L), (county.VerifiedMinutes, county.DeclaredMinutes));
        Assert.Equal((2L, 2L), (county.Participations, county.Persons));
        Assert.Equal((1L, 12.0), (county.Dispatched, county.AverageDispatchWaitMinutes!.Value));

        // Forwarding moves the order's count to the sister station; the county's own sums stay.
        await town.DoAsync(town.SecondDispatcher, new ForwardOrder(open, town.OtherStation.Id));
        Assert.Equal(1, (await SummaryAsync(town.SecondManager, town.OtherStation)).Orders[OrderState.Placed]);
        Assert.Equal(0, (await SummaryAsync(town.SecondManager, town.Station)).Orders[OrderState.Placed]);
        Assert.Equal(1, (await SummaryAsync(town.SecondManager, town.County)).Orders[OrderState.Placed]);
    }

    [Fact]
    public async Task Another_county_and_people_without_a_post_see_nothing()
    {
        var stranger = await town.StaffAsync("外县督查", Right.Supervisor, town.OtherCounty);
        Assert.Equal(SiteRefusals.NotFound, await RefusedAsync(stranger, town.County));
        Assert.Equal(SiteRefusals.NotFound, await RefusedAsync(town.Resident, town.Station));
    }

    private async Task<SiteSummary> SummaryAsync(Guid caller, Site site) =>
        Assert.IsType<Outcome<SiteSummary>.Done>(await Town.In<SummaryQueries, Outcome<SiteSummary>>(town.Api, q => q.GetAsync(caller, site.Id, _today, _today, default))).Value;

    private async Task<Refusal> RefusedAsync(Guid caller, Site site) =>
        Assert.IsType<Outcome<SiteSummary>.Refused>(await Town.In<SummaryQueries, Outcome<SiteSummary>>(town.Api, q => q.GetAsync(caller, site.Id, _today, _today, default))).Why;
}
