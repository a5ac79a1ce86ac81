using System.Globalization;
using System.Text.RegularExpressions;
using TimeBank.Menu;
using TimeBank.Orders;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>派给谁 as a table: who stands before whom, and what the dispatcher reads beside the name.</summary>
public sealed partial class CandidateRulesTests
{
    /// <summary>Each block is one order's candidates in the rank they must have. Metres "-": no place is known, then the steps in the tree.</summary>
    private const string Table =
        """
        all else equal, the nearest
            王  same                                   → SameSite FreeThatDay VisitsThatWeek 0
            李  600 m                                  → Metres 600 FreeThatDay VisitsThatWeek 0
            张  1200 m                                 → Metres 1200 FreeThatDay VisitsThatWeek 0
            赵  12000 m                                → Metres 12000 FreeThatDay VisitsThatWeek 0

        without places, the tree
            王  same                                   → SameSite FreeThatDay VisitsThatWeek 0
            李  - 2 steps                              → SisterSite FreeThatDay VisitsThatWeek 0
            张  - 4 steps                              → SameCounty FreeThatDay VisitsThatWeek 0

        a known face before a near one, but not from far away
            王  600 m, knows 3                         → Metres 600 FreeThatDay ServedThem 3 VisitsThatWeek 0
            李  3000 m, knows 1                        → Metres 3000 FreeThatDay ServedThem 1 VisitsThatWeek 0
            张  same                                   → SameSite FreeThatDay VisitsThatWeek 0
            赵  8000 m, knows 1                        → Metres 8000 FreeThatDay ServedThem 1 VisitsThatWeek 0

        free at that time before nothing said, and nothing said before other hours
            王  600 m, at that time                    → Metres 600 FreeThatDay SaidFree VisitsThatWeek 0
            李  600 m                                  → Metres 600 FreeThatDay VisitsThatWeek 0
            张  600 m, at other times                  → Metres 600 FreeThatDay SaidOtherHours VisitsThatWeek 0

        whoever can do this very thing before whoever likes the field
            王  600 m, skill                           → Metres 600 Skill FreeThatDay VisitsThatWeek 0
            李  600 m, field                           → Metres 600 Field FreeThatDay VisitsThatWeek 0
            张  600 m                                  → Metres 600 FreeThatDay VisitsThatWeek 0

        fair share: few visits this week first
            王  same, week 0                           → SameSite FreeThatDay VisitsThatWeek 0
            李  same, week 1                           → SameSite FreeThatDay VisitsThatWeek 1
            张  same, week 4, knows 1                  → SameSite FreeThatDay ServedThem 1 VisitsThatWeek 4
            赵  same, week 4, here 5                   → SameSite FreeThatDay ServedHere 5 VisitsThatWeek 4
            钱  same, week 4                           → SameSite FreeThatDay VisitsThatWeek 4

        a day that is already full is a way to go
            王  same, week 1                           → SameSite FreeThatDay VisitsThatWeek 1
            李  same, week 1, day 1                    → SameSite OtherVisitsThatDay 1 VisitsThatWeek 1

        whom the resident wishes for
            王  3000 m, wished, knows 1                → Wished Metres 3000 FreeThatDay ServedThem 1 VisitsThatWeek 0
            李  same, knows 1                          → SameSite FreeThatDay ServedThem 1 VisitsThatWeek 0
            张  3000 m, wished, week 4                 → Wished Metres 3000 FreeThatDay VisitsThatWeek 4

        who cannot sign in comes last, whoever they are
            王  12000 m                                → Metres 12000 FreeThatDay VisitsThatWeek 0
            李  same, knows 3, silent                  → SameSite FreeThatDay ServedThem 3 VisitsThatWeek 0 NoAccount

        the qualification is a condition, and shown with how long it holds
            王  same, qualified 200                    → SameSite Qualified 200 FreeThatDay VisitsThatWeek 0
            李  600 m, qualified                       → Metres 600 Qualified FreeThatDay VisitsThatWeek 0
        """;

    public static TheoryData<string> Orders => [.. Table.Split("\n\n").Select(block => block.Trim())];

    [Theory, MemberData(nameof(Orders))]
    public void The_table_holds(string block)
    {
        var lines = block.Split('\n')[1..].Select(line => line.Trim()).ToList();
        var volunteers = lines.Select((line, i) => Read(line.Split('→')[0], i)).ToList();
        var ranked = CandidateRules.Rank(Enumerable.Reverse(volunteers), Guid.Empty);
        Assert.Equal(
            lines.Select(line => $"{line[0]} {line.Split('→')[1].Trim()}"),
            ranked.Select(v => $"{lines[volunteers.IndexOf(v)][0]} {string.Join(' ', CandidateRules.ReasonsOf(v).Select(r => $"{r.Why} {r.Number}".Trim()))}"));
    }

    [Fact]
    public void Equal_ones_stand_by_a_lot_that_each_order_draws_anew()
    {
        var volunteers = Enumerable.Range(0, 20).Select(i => Read("王  same", i)).ToList();
        var orders = Enumerable.Range(1, 5).Select(i => new Guid(i, 0, 0, new byte[8])).ToList();
        Assert.Equal(CandidateRules.Rank(volunteers, orders[0]), CandidateRules.Rank(Enumerable.Reverse(volunteers), orders[0]));
        Assert.True(orders.Select(order => CandidateRules.Rank(volunteers, order)[0]).Distinct().Count() > 1);
    }

    [Theory]
    [InlineData("理发", "上门理发", true)]
    [InlineData("上门理发和修面", "理发", true)]
    [InlineData("电工", "理发", false)]
    [InlineData("发", "理发", false)]
    public void A_skill_meets_the_item_where_one_names_the_other(string skill, string item, bool meets) => Assert.Equal(meets, CandidateRules.IsSkillFor(skill, item));

    [Fact]
    public void A_field_is_named_as_the_menu_names_it() =>
        Assert.True(CandidateRules.IsField(" health ", ServiceField.Health) && !CandidateRules.IsField("Health", ServiceField.Law));

    private static CandidateFacts Read(string said, int number)
    {
        int? Of(Regex what) => what.Match(said) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        return new(
            new Guid(number, 0, 0, new byte[8]), said.Contains("same", StringComparison.Ordinal), said.Contains("- 2", StringComparison.Ordinal), Of(Metres()), Of(Steps()) ?? 0,
            said.Contains("qualified", StringComparison.Ordinal), Of(Qualified()), said.Contains("field", StringComparison.Ordinal), said.Contains("skill", StringComparison.Ordinal),
            Of(Knows()) ?? 0, Of(Here()) ?? 0, Of(Day()) ?? 0, Of(Week()) ?? 0,
            said.Contains("at that time", StringComparison.Ordinal) ? true : said.Contains("at other times", StringComparison.Ordinal) ? false : null,
            said.Contains("wished", StringComparison.Ordinal), !said.Contains("silent", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(\d+) m\b")] private static partial Regex Metres();

    [GeneratedRegex(@"(\d+) steps")] private static partial Regex Steps();

    [GeneratedRegex(@"qualified (\d+)")] private static partial Regex Qualified();

    [GeneratedRegex(@"knows (\d+)")] private static partial Regex Knows();

    [GeneratedRegex(@"here (\d+)")] private static partial Regex Here();

    [GeneratedRegex(@"day (\d+)")] private static partial Regex Day();

    [GeneratedRegex(@"week (\d+)")] private static partial Regex Week();
}
