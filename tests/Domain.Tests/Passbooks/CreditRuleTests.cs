using TimeBank.Passbooks;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Passbooks;

public sealed class CreditRuleTests
{
    [Theory]
    [InlineData(0, 100, 1, 0)]
    [InlineData(61, 100, 1, 61)]
    [InlineData(61, 100, 30, 60)]
    [InlineData(29, 100, 30, 0)]
    [InlineData(61, 50, 1, 30)]
    [InlineData(59, 150, 15, 75)]
    [InlineData(600, 0, 1, 0)]
    [InlineData(1440, 300, 60, 4320)]
    public void Rate_first_then_rounded_down(int given, int ratePercent, int roundingMinutes, int credited) =>
        Assert.Equal(new Minutes(credited), CreditRule.Credited(new(given), An.PolicyOf(ratePercent, roundingMinutes)));

    [Fact]
    public void No_minute_is_made_up_and_less_than_one_step_is_lost()
    {
        for (var given = 0; given <= 1440; given++)
        {
            for (var step = 1; step <= 60; step++)
            {
                var credited = CreditRule.Credited(new(given), An.PolicyOf(100, step)).Count;
                Assert.True(credited <= given && given - credited < step && credited % step == 0, $"{given} min in steps of {step} became {credited}");
            }
        }
    }
}
