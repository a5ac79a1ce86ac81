using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Kernel;

public sealed class MinutesTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(59, 0)]
    [InlineData(60, 1)]
    [InlineData(3599, 59)]
    [InlineData(-60, 0)]
    public void A_begun_minute_does_not_count(int seconds, int minutes) =>
        Assert.Equal(minutes, Minutes.Between(ManualClock.Monday, ManualClock.Monday.AddSeconds(seconds)).Count);

    [Fact]
    public void Minutes_are_never_below_zero() => Assert.Throws<ArgumentOutOfRangeException>(() => new Minutes(-1));

    [Fact]
    public void They_compare_as_numbers()
    {
        Assert.True(new Minutes(9) < new Minutes(10) && new Minutes(10) >= new Minutes(10) && new Minutes(10) <= new Minutes(10) && new Minutes(11) > new Minutes(10));
        Assert.Equal(Minutes.Zero, new Minutes(0));
        Assert.Equal(TimeSpan.FromMinutes(90), new Minutes(90).ToTimeSpan());
    }
}
