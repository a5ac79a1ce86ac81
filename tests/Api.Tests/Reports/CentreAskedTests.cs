using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using TimeBank.Api.Http;
using TimeBank.Api.Reports;

namespace TimeBank.Api.Tests.Reports;

public sealed class CentreAskedTests
{
    private static readonly DateOnly _today = new(2026, 11, 25);

    [Theory]
    [InlineData("", "?range=month")]
    [InlineData("?range=YEAR", "?range=year")]
    [InlineData("?range=Other", "?range=month")]
    [InlineData("?range=year&from=2026-02-01&until=2026-02-28", "?from=2026-02-01&until=2026-02-28")]
    [InlineData("?from=2026-02-01", "?from=2026-02-01&until=2026-02-01")]
    [InlineData("?from=0001-01-01&until=31.12.2026", "?from=1969-12-31&until=1969-12-31")]
    [InlineData("?from=1900-01-01&until=2026-11-01", "?from=1900-01-01&until=2026-11-01")]
    [InlineData("?sort=hours&dir=down", "?range=month")]
    [InlineData("?sort=hours&dir=up", "?range=month&sort=Hours&dir=up")]
    [InlineData("?sort=DispatchMedian", "?range=month&sort=DispatchMedian")]
    [InlineData("?sort=99", "?range=month")]
    public void An_address_is_understood_and_said_again(string asked, string said) => Assert.Equal($"/centre/4206{said}", From(asked).AddressOf("4206"));

    [Theory]
    [InlineData("?range=month", -1, "2026-10-01", "2026-10-31")]
    [InlineData("?range=year", -1, "2025-01-01", "2025-12-31")]
    [InlineData("?range=week", -1, "2026-11-16", "2026-11-22")]
    [InlineData("?range=today", -1, "2026-11-24", "2026-11-24")]
    [InlineData("?from=2026-03-01&until=2026-03-31", -1, "2026-02-01", "2026-02-28")]
    [InlineData("?from=2026-01-01&until=2026-03-31", 1, "2026-04-01", "2026-06-30")]
    [InlineData("?from=2026-03-05&until=2026-03-09", 1, "2026-03-10", "2026-03-14")]
    public void Before_a_whole_month_comes_a_whole_month(string asked, int steps, string from, string until)
    {
        var range = From(asked).Moved(steps).Range;
        Assert.Equal((from, until), (IsoDay.Of(range.From), IsoDay.Of(range.Until)));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(0.3, 0.3)]
    [InlineData(7, 8)]
    [InlineData(54, 60)]
    [InlineData(101, 150)]
    [InlineData(18402.5, 20000)]
    public void A_scale_ends_at_a_round_number_a_little_above(double greatest, double top)
    {
        var scale = ChartScale.Of(greatest);
        Assert.Equal(top, scale.Top, 6);
        Assert.InRange(scale.Ticks.Count(), 3, 6);
    }

    [Theory]
    [InlineData(41, 45)]
    [InlineData(870, 1080)]
    [InlineData(100_000, 129_600)]
    public void A_scale_of_waits_has_the_steps_of_a_clock(double greatest, double top) => Assert.Equal(top, ChartScale.OfMinutes(greatest).Top);

    private static CentreAsked From(string query) => CentreAsked.From(new QueryCollection(QueryHelpers.ParseQuery(query)), _today);
}
