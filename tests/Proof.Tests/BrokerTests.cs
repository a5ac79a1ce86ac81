namespace TimeBank.Proof.Tests;

public sealed class BrokerTests
{
    [Fact]
    public async Task Two_processes_share_what_the_broker_brings_and_a_broker_that_is_killed_in_the_middle_loses_and_doubles_nothing()
    {
        await using var rabbit = await OwnRabbit.PrepareAsync();
        await rabbit.GoOnAsync();
        await using var postgres = await OwnPostgres.StartAsync();
        await using var town = await RatedTown.BuildAsync(postgres.Server, records: 10_000);
        await using var workers = await Workers.StartAsync(town, rabbit.Uri, "one", "two");

        for (var (kill, seen) = (0, 0L); kill < 2; kill++)
        {
            await workers.UntilAsync(async () => await town.MessagesAsync() > seen, $"more than {seen} messages");
            seen = await town.MessagesAsync();
            Assert.True(seen < 2 * town.Records, "nobody was left to tell");
            await rabbit.KillAsync();
            await rabbit.GoOnAsync();
        }

        await workers.UntilAsync(town.IsDoneAsync, "everything is credited and told");
        await town.AreWholeAsync();
        Assert.Equal(["one", "two"], await town.Postgres.ReadAsync<string>($"select distinct worker as \"Value\" from heard_by order by 1"));
    }
}
