using System.Net.Http.Json;
using System.Text.Json;
using TimeBank.TestKit;

namespace TimeBank.Proof.Tests;

public sealed class BrokerTests
{
    [Fact]
    public async Task While_the_broker_is_away_workers_start_and_credit_the_relay_says_it_stands_still_and_with_the_broker_it_goes_on()
    {
        await using var rabbit = await OwnRabbit.PrepareAsync();
        await using var postgres = await OwnPostgres.StartAsync();
        await using var town = await RatedTown.BuildAsync(postgres.Server, records: 1_000);
        await using var workers = await Workers.StartAsync(town, rabbit.Uri, "one", "two");

        await workers.UntilAsync(() => RelayIsWellAsync(town, false), "the relay says that it stands still");
        Assert.Equal((false, "broker unreachable", "Degraded"), await ReadinessAsync(town));
        await workers.UntilAsync(async () => await town.TransfersAsync() == town.Records, "everything is credited all the same");
        Assert.Equal(0, await town.MessagesAsync());

        await rabbit.GoOnAsync();
        await workers.UntilAsync(town.IsDoneAsync, "everything is told");
        await workers.UntilAsync(() => RelayIsWellAsync(town, true), "the relay says that it is well again");
        Assert.True((await ReadinessAsync(town)).Well);
        await town.AreWholeAsync();
    }

    [Fact]
    public async Task Two_processes_share_what_the_broker_brings_and_a_broker_that_is_killed_in_the_middle_loses_and_doubles_nothing()
    {
        await using var rabbit = await OwnRabbit.PrepareAsync();
        await rabbit.GoOnAsync();
        await using var postgres = await OwnPostgres.StartAsync();
        await using var town = await RatedTown.BuildAsync(postgres.Server, records: 10_000);
        await using var workers = await Workers.StartAsync(town, rabbit.Uri, "one", "two");

        await workers.UntilAsync(async () => (await ListenersAsync(town)).Count == 2, "both have heard something");
        await rabbit.KillAsync();
        Assert.True(await town.MessagesAsync() < 2 * town.Records, "nobody was left to tell");
        await rabbit.GoOnAsync();

        await workers.UntilAsync(town.IsDoneAsync, "everything is credited and told");
        await town.AreWholeAsync();
        Assert.Equal(["one", "two"], await ListenersAsync(town));
    }

    private static Task<IReadOnlyList<string>> ListenersAsync(RatedTown town) => town.Postgres.ReadAsync<string>($"select distinct worker as \"Value\" from heard_by order by 1");

    private static async Task<bool> RelayIsWellAsync(RatedTown town, bool well) =>
        await town.CountAsync($"select count(*) as \"Value\" from heartbeats where name = 'relay' and well = {well}") == 1;

    /// <summary>As the Api's readiness tells it, to whoever watches the deployment.</summary>
    private static async Task<(bool Well, string? Detail, string? Status)> ReadinessAsync(RatedTown town)
    {
        await using ApiHost api = new(town.Postgres, new ManualClock(TimeProvider.System.GetUtcNow()));
        using var client = api.CreateClient();
        var ready = await client.GetFromJsonAsync<JsonElement>("/health/ready");
        var relay = ready.GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("name").GetString() == "relay");
        return (relay.GetProperty("well").GetBoolean(), relay.GetProperty("detail").GetString(), ready.GetProperty("status").GetString());
    }
}
