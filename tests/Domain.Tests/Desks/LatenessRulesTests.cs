using System.Globalization;
using TimeBank.Desks;

namespace TimeBank.Domain.Tests.Desks;

/// <summary>When a card turns yellow and red, as a table: the column, how long the limit is, how much of it is left, in minutes.</summary>
public sealed class LatenessRulesTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Placed     limit 1440  left 361   White")]
    [InlineData("Placed     limit 1440  left 360   Yellow")]   // the last quarter
    [InlineData("Placed     limit  120  left  61   White")]
    [InlineData("Placed     limit  120  left  60   Yellow")]   // the last hour
    [InlineData("Placed     limit   60  left  60   Yellow")]   // danger is never white
    [InlineData("Placed     limit 1440  left   0   Red")]
    [InlineData("Placed     limit 1440  left -38   Red")]
    [InlineData("Offered    limit  120  left  61   White")]
    [InlineData("Offered    limit  120  left  59   Yellow")]
    [InlineData("Accepted   limit   30  left  31   White")]    // before the planned time nobody is late
    [InlineData("Accepted   limit   30  left  30   Yellow")]   // it should have begun
    [InlineData("Accepted   limit   30  left   0   Red")]
    [InlineData("InService  limit   30  left  90   White")]
    [InlineData("InService  limit   30  left  12   Yellow")]   // it should have ended
    [InlineData("Cases      limit 4320  left 1081  White")]
    [InlineData("Cases      limit 4320  left 1080  Yellow")]
    public void A_card_turns(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (limit, left) = (int.Parse(words[2], CultureInfo.InvariantCulture), int.Parse(words[4], CultureInfo.InvariantCulture));
        var due = _now.AddMinutes(left);
        Assert.Equal(Enum.Parse<Lateness>(words[5]), LatenessRules.Of(Enum.Parse<BoardColumn>(words[0]), due.AddMinutes(-limit), due, _now));
    }
}
