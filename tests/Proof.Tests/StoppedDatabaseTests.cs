namespace TimeBank.Proof.Tests;

public sealed class StoppedDatabaseTests
{
    [Fact]
    public async Task A_database_that_stops_hard_loses_nothing_that_was_committed_and_the_workers_go_on_by_themselves()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var town = await RatedTown.BuildAsync(postgres.Server, records: 10_000);
        await using var workers = await Workers.StartAsync(town, broker: null, "one", "two");

        var seen = 0L;
        foreach (var how in new[] { HardStop.Immediate, HardStop.Killed })
        {
            await workers.UntilAsync(async () => await town.TransfersAsync() > seen, $"more than {seen} transfers");
            seen = await town.TransfersAsync();
            Assert.True(seen < town.Records, "nothing was left to credit");
            await postgres.StopAsync(how);
            await postgres.GoOnAsync();
            Assert.True(await town.TransfersAsync() >= seen, "transfers that were committed are gone");
        }

        await workers.UntilAsync(async () => await town.MessagesAsync() > 0, "somebody is told");
        await postgres.StopAsync(HardStop.Immediate);
        await postgres.GoOnAsync();

        await workers.UntilAsync(town.IsDoneAsync, "everything is credited and told");
        await town.AreWholeAsync();
    }
}
