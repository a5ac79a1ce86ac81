using FsCheck;
using FsCheck.Fluent;
using TimeBank.Reports;

namespace TimeBank.Domain.Tests.Reports;

public sealed class WaitTimesTests
{
    [Fact]
    public void Nobody_who_waited_has_no_percentile() => Assert.Equal(WaitFigure.None, new WaitTimes().ToFigure());

    [Theory]
    [InlineData(50, 3)]
    [InlineData(90, 9)]
    [InlineData(100, 60)]
    [InlineData(1, 1)]
    public void A_percentile_is_the_shortest_wait_that_so_many_did_not_exceed(int percent, int minutes)
    {
        WaitTimes times = new();
        foreach (var waited in new[] { 5, 1, 2, 3, 3, 4, 8, 9, 60, 2 }) { times.Add(waited, 1); }
        Assert.Equal(minutes, times.Percentile(percent));
    }

    [Fact]
    public void However_waits_are_gathered_percentiles_are_those_of_all_of_them_in_a_row()
    {
        var waits = Gen.Choose(0, 600).ListOf();
        Prop.ForAll(waits.ListOf().ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(), (sites, percent) =>
        {
            WaitTimes all = new();
            foreach (var site in sites)
            {
                WaitTimes own = new();
                foreach (var waited in site) { own.Add(waited, 1); }
                all.Add(own);
            }

            var row = sites.SelectMany(site => site).Order().ToArray();
            Assert.Equal(row.Length == 0 ? null : row[(int)Math.Ceiling(row.Length * percent / 100m) - 1], all.Percentile(percent));
            Assert.Equal(row.Length, all.Orders);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_was_taken_away_again_was_never_waited()
    {
        WaitTimes times = new(), taken = new();
        times.Add(7, 2);
        times.Add(30, 1);
        taken.Add(30, 1);
        times.Add(taken, -1);
        Assert.Equal(new WaitFigure(2, 7, 7), times.ToFigure());
    }
}
