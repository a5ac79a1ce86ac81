using TimeBank.TestKit;

namespace TimeBank.Proof.Tests;

public sealed class KilledWorkersTests
{
    private const int Kills = 20;

    [Fact]
    public async Task Whatever_worker_is_killed_whenever_every_record_is_credited_once_and_every_event_acted_on_once()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var town = await RatedTown.BuildAsync(postgres.Server, records: 10_000);
        await using var workers = await Workers.StartAsync(town, broker: null, "one", "two");

        for (var (kill, seen) = (0, 0L); kill < Kills; kill++)
        {
            var more = seen + Random.Shared.Next(town.Records / 33);   // so that the kills fall all over the work
            await workers.UntilAsync(async () => await town.TransfersAsync() > more, $"kill {kill}: more than {more} transfers");
            seen = await town.TransfersAsync();
            Assert.True(seen < town.Records, $"after {kill} kills nothing was left to credit");
            await workers.KillOneAsync();
        }

        // And while the last events are told, of which crediting knows nothing.
        for (var (kill, seen) = (0, await town.MessagesAsync()); kill < Kills / 4; kill++)
        {
            await workers.UntilAsync(async () => await town.MessagesAsync() > seen, $"kill {kill}: more than {seen} messages");
            seen = await town.MessagesAsync();
            Assert.True(seen < 2 * town.Records, $"after {kill} kills nobody was left to tell");
            await workers.KillOneAsync();
        }

        await workers.UntilAsync(town.IsDoneAsync, "everything is credited and told");
        await town.AreWholeAsync();
    }
}
