using FsCheck;
using FsCheck.Fluent;
using TimeBank.Reports;

namespace TimeBank.Domain.Tests.Reports;

public sealed class DayRangeTests
{
    private static readonly DateOnly _wednesday = new(2026, 11, 25);

    [Theory]
    [InlineData(RangeName.Today, "2026-11-25", "2026-11-24", "2026-11-24")]
    [InlineData(RangeName.Week, "2026-11-23", "2026-11-16", "2026-11-18")]
    [InlineData(RangeName.Month, "2026-11-01", "2026-10-01", "2026-10-25")]
    [InlineData(RangeName.Year, "2026-01-01", "2025-01-01", "2025-11-25")]
    public void A_named_range_reaches_up_to_today_and_is_compared_with_the_same_days_before(RangeName name, string from, string beforeFrom, string beforeUntil)
    {
        var range = DayRange.Of(name, _wednesday);
        Assert.Equal((Day(from), _wednesday), (range.From, range.Until));
        Assert.Equal((Day(beforeFrom), Day(beforeUntil)), (range.Before().From, range.Before().Until));
    }

    [Fact]
    public void Any_other_range_is_compared_with_as_many_days_right_before() =>
        Assert.Equal(new(Day("2026-11-06"), Day("2026-11-10")), new DayRange(Day("2026-11-11"), Day("2026-11-15")).Before());

    [Fact]
    public void The_last_of_a_long_month_is_compared_with_the_whole_of_a_short_one() =>
        Assert.Equal(new(Day("2026-02-01"), Day("2026-02-28")), DayRange.Of(RangeName.Month, Day("2026-03-31")).Before());

    [Theory]
    [InlineData("2026-11-25", "2026-11-24", false)]
    [InlineData("2026-11-25", "2026-11-25", true)]
    [InlineData("2016-11-25", "2026-11-25", true)]
    [InlineData("2016-11-17", "2026-11-26", false)]
    [InlineData("0001-01-01", "0001-01-02", false)]
    [InlineData("9999-12-31", "9999-12-31", false)]
    public void What_is_upside_down_too_long_or_beyond_any_calendar_is_not_read(string from, string until, bool isReadable) =>
        Assert.Equal(isReadable, new DayRange(Day(from), Day(until)).IsReadable);

    [Fact]
    public void Slices_hold_every_day_up_to_today_once_and_months_are_whole() => Prop.ForAll(
        Gen.Choose(0, 800).ToArbitrary(), Gen.Choose(0, 800).ToArbitrary(), (start, days) =>
        {
            var from = new DateOnly(2025, 1, 1).AddDays(start);
            DayRange range = new(from, from.AddDays(days));
            var slices = range.Slices(_wednesday).ToList();

            var read = slices.SelectMany(s => DaysOf(s.First, s.Last)).ToList();
            Assert.Equal(read.Distinct().Count(), read.Count);
            Assert.Equal(DaysOf(range.From, range.Until).Where(d => d <= _wednesday), read.Where(d => d <= _wednesday).Order());
            Assert.Equal(DaysOf(range.From, range.Until), read.Where(d => d <= range.Until).Order());
            Assert.All(read.Where(d => d > range.Until), beyond => Assert.True(beyond > _wednesday));
            Assert.All(slices.Where(s => s.Grain is Grain.Month), s => Assert.Equal((1, 1), (s.First.Day, s.Last.AddDays(1).Day)));
            Assert.True(slices.Where(s => s.Grain is Grain.Day).Sum(s => s.Last.DayNumber - s.First.DayNumber + 1) <= 62);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Steps_are_days_of_a_short_range_and_months_of_a_long_one_cut_to_it()
    {
        Assert.Equal(31, new DayRange(Day("2026-10-01"), Day("2026-10-31")).Steps().Count);
        Assert.Equal(
            [new(Day("2026-01-15"), Day("2026-01-31")), new(Day("2026-02-01"), Day("2026-02-28")), new(Day("2026-03-01"), Day("2026-03-31")), new(Day("2026-04-01"), Day("2026-04-02"))],
            new DayRange(Day("2026-01-15"), Day("2026-04-02")).Steps());
    }

    private static IEnumerable<DateOnly> DaysOf(DateOnly first, DateOnly last) => Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays);

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
