using FsCheck;
using FsCheck.Fluent;
using TimeBank.Domain.Tests.Orders;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Passbooks;

public sealed class LedgerPropertyTests(Town town) : IClassFixture<Town>
{
    /// <summary>Fewer stories than in memory, through the real desks; tests/README.md says how to live one again.</summary>
    [Fact]
    public async Task Whatever_anybody_tries_whenever_records_and_ledger_keep_their_promises()
    {
        await TownStory.CapAsync(town);
        if (Story.Wanted is { } wanted) { await new TownStory(town, wanted).LiveAsync(); return; }

        List<long> credited = [];
        var stories = Stories.OfLength(25, 45, (Step.Next, 500, Enum.GetValues<Part>()), (TownStory.Credit, 70, [Part.Worker]), (TownStory.Correct, 60, [Part.Manager]));
        var property = Prop.ForAll(stories, async story => { credited.Add(await new TownStory(town, story).LiveAsync()); });
        await Task.Run(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(10)));   // off the test's own thread, which its steps come back to
        Assert.Contains(credited, minutes => minutes > 0);
    }
}
