using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Reports;
using TimeBank.Sites;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Reports;

/// <summary>A small history whose figures are counted by hand, lived through the desks.</summary>
public sealed class StatisticsTests(Town town) : IClassFixture<Town>
{
    private static readonly DayRange _month = DayRange.Of(RangeName.Month, new(2026, 11, 26));

    [Fact]
    public async Task A_county_quotes_what_was_lived_and_its_children_add_up_to_it()
    {
        await LiveAsync();
        foreach (var folded in new[] { false, true })
        {
            if (folded) { Assert.True(await FoldAsync() > 0); }
            var county = await SeeAsync(town.County);
            Hold(county.Total);
            Assert.Equal([town.Office.Name], county.Children.Select(c => c.Site.Name));
            Hold(county.Children.Single().Figures);

            var office = await SeeAsync(town.Office);
            Hold(office.Total);
            HoldSum(office);
            HoldSum(county);
            HoldSum(await SeeAsync(town.City, await town.StaffAsync("市督查", Right.Supervisor, town.City)));
            // Each of the two volunteers served at one station, one of them at both.
            Assert.Equal([2L, 1L], office.Children.Select(c => c.Figures.Persons));
            Assert.Equal(0, office.Own.Persons);

            Assert.Equal((90L, 25L), (county.Steps.Single(s => s.From == new DateOnly(2026, 11, 23)).VerifiedMinutes, county.Steps.Single(s => s.From == new DateOnly(2026, 11, 24)).VerifiedMinutes));
            Assert.Equal(county.Total.Minutes, county.Steps.Sum(s => s.Minutes));
            Assert.Equal(county.Total.PlacedOrders, county.Steps.Sum(s => s.PlacedOrders));
            Assert.Equal((2L, 3L), (county.Months[^1].SatisfiedAnswers, county.Months[^1].Answers));
            Assert.Equal(county.Total.Dispatch, county.Weeks[^1].Dispatch);
            Assert.Equal(12, county.Months.Count);
        }

        Assert.Equal(0, await FoldAsync());
    }

    [Fact]
    public async Task Only_those_who_move_or_oversee_orders_here_or_above_read_it()
    {
        foreach (var right in Enum.GetValues<Right>())
        {
            var (here, above, beside) = (await town.StaffAsync($"本级{right}", right, town.Office), await town.StaffAsync($"上级{right}", right, town.City), await town.StaffAsync($"旁边{right}", right, town.OtherCounty));
            var may = right is not Right.Administrator;
            Assert.Equal(may ? null : SiteRefusals.NotFound, await WhyNotAsync(here, town.Office));
            Assert.Equal(may ? null : SiteRefusals.NotFound, await WhyNotAsync(above, town.Office));
            Assert.Equal(SiteRefusals.NotFound, await WhyNotAsync(beside, town.Office));
            Assert.Equal(SiteRefusals.NotFound, await WhyNotAsync(here, town.County));
        }

        Assert.Equal(SiteRefusals.NotFound, await WhyNotAsync(town.Resident, town.Station));
        Assert.Equal(SummaryRefusals.Range, await WhyNotAsync(town.Manager, town.Office, new(new(2026, 11, 2), new(2026, 11, 1))));
        // Breadcrumbs begin at the highest site that the reader may open.
        Assert.Equal([town.Office.Name], (await SeeAsync(town.Station, town.Manager)).Path.Select(s => s.Name));
    }

    /// <summary>Three orders end rated, one waits past its time, one was dispatched late and withdrawn.</summary>
    private async Task LiveAsync()
    {
        var (one, other) = (await town.VolunteerAsync("甲志愿"), await town.VolunteerAsync("乙志愿"));
        await town.CountAsync(rolls => rolls.CountVolunteers(town.Clock.GetUtcNow(), (town.Station.Id, DayCounts.Volunteers, 2), (town.Station.Id, DayCounts.Passbooks, 2)));

        var first = await town.PlacedAsync(from: town.Clock.GetUtcNow().AddHours(1));
        var atOther = await PlacedAtOtherAsync();
        town.Clock.Advance(TimeSpan.FromMinutes(12));
        var visit = await town.AcceptedAsync(first, one);
        await town.ServedAsync(first, visit, one, 90);
        await town.RatedAsync(first, stars: 4);

        var second = await town.PlacedAsync(from: town.Clock.GetUtcNow().AddHours(20));
        town.Clock.Advance(TimeSpan.FromMinutes(41));
        var visitOther = await town.AcceptedAsync(second, other);
        await town.ServedAsync(second, visitOther, other, 15);
        await town.RatedAsync(second, Answer.Partly, 3);

        // The sister station's order is dispatched two days later, late, and served by the first volunteer.
        town.Clock.MoveTo(Town.Start.AddHours(25));
        var third = await town.AcceptedAsync(atOther, one, town.SecondDispatcher);
        await town.ServedAsync(atOther, third, one, 10);
        await town.RatedAsync(atOther, stars: null);
        var waiting = await town.PlacedAsync();
        var withdrawn = await town.PlacedAsync();
        town.Clock.Advance(TimeSpan.FromHours(30));
        await town.DoAsync(town.Resident, new WithdrawOrder(withdrawn, null));
        Assert.NotEqual(waiting, withdrawn);
        await town.CreditAsync();
    }

    private async Task<Guid> PlacedAtOtherAsync()
    {
        var order = await town.PlacedAsync(from: Town.Start.AddHours(27));
        await town.DoAsync(town.SecondDispatcher, new ForwardOrder(order, town.OtherStation.Id));
        return order;
    }

    private static void Hold(SiteFigures f)
    {
        Assert.Equal((115L, 0L, 3L, 2L), (f.VerifiedMinutes, f.DeclaredMinutes, f.Participations, f.Persons));
        Assert.Equal((2L, 2L, 2L, 2L), (f.PassbooksIssued, f.PassbooksStanding, f.RegisteredVolunteers, f.ActiveVolunteers));
        Assert.Equal((5L, 3L, 1L, 1L), (f.PlacedOrders, f.Orders[OrderState.Rated], f.Orders[OrderState.Placed], f.Orders[OrderState.Withdrawn]));
        Assert.Equal((4L, 3L), (f.ClosedOrders, f.OverdueOrders));
        Assert.Equal(new(3, 41, 25 * 60), f.Dispatch);
        Assert.Equal(new(3, 41, 25 * 60), f.Accept);
        Assert.Equal((2L, 3L, 0L), (f.SatisfiedAnswers, f.Answers, f.NoAnswers));
    }

    private static void HoldSum(SiteStatistics site)
    {
        foreach (var figure in FigureDefinitions.All.Where(d => d.IsAdditive))
        {
            Assert.True(figure.Value(site.Total) == figure.Value(site.Own) + site.Children.Sum(c => figure.Value(c.Figures)), $"{site.Site.Name}: {figure.Figure}");
        }
    }

    private Task<int> FoldAsync() => Town.In<FoldFigures, int>(town.Worker, f => f.FoldAsync(default));

    private async Task<SiteStatistics> SeeAsync(Site site, Guid? by = null) => Assert.IsType<Outcome<SiteStatistics>.Done>(await AskAsync(by ?? town.SecondManager, site, _month)).Value;

    private async Task<Refusal?> WhyNotAsync(Guid by, Site site, DayRange? range = null) => (await AskAsync(by, site, range ?? _month)) is Outcome<SiteStatistics>.Refused(var why) ? why : null;

    private Task<Outcome<SiteStatistics>> AskAsync(Guid by, Site site, DayRange range) =>
        Town.In<StatisticsQueries, Outcome<SiteStatistics>>(town.Api, q => q.GetAsync(by, site.Id, range, default));
}
