using TimeBank.TestKit;

namespace TimeBank.Proof.Tests;

public sealed class StoppedDatabaseTests
{
    [Fact]
    public async Task A_database_that_stops_hard_loses_nothing_that_was_committed_and_the_workers_go_on_by_themselves()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var town = await RatedTown.BuildAsync(postgres.Server, records: 10_000);
        await using Workers workers = new(town, broker: null, "one", "two");
        // A worker that finds no database while it starts says so and ends: both are up before there is anything to do.
        await town.HoldBackAsync(async () =>
        {
            await workers.StartAsync();
            await workers.UntilAsync(async () => await town.CountAsync($"select count(*) as \"Value\" from quartz.qrtz_scheduler_state") == 2, "both are up");
        });

        await StopWhenAsync(town.TransfersAsync, town.Records, HardStop.Immediate);
        await StopWhenAsync(town.MessagesAsync, 2 * town.Records, HardStop.Killed);

        await workers.UntilAsync(town.IsDoneAsync, "everything is credited and told");
        await town.AreWholeAsync();

        async Task StopWhenAsync(Func<Task<long>> count, long all, HardStop how)
        {
            var before = await count();
            await workers.UntilAsync(async () => await count() > before, $"more than {before}");
            var committed = await count();
            Assert.True(committed < all, "no work was left");
            await postgres.StopAsync(how);
            await postgres.GoOnAsync();
            Assert.True(await count() >= committed, "what was committed is gone");
        }
    }
}
