using System.Net;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Http;

public sealed class HealthTests(Postgres database) : IClassFixture<Postgres>
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_process_that_answers_is_live() => Assert.Equal("Live", (await LookAsync("live")).TextOf("status"));

    [Fact]
    public async Task A_worker_that_never_ran_is_said_and_turns_nobody_away()
    {
        await database.RunAsync($"delete from heartbeats");
        var ready = (await LookAsync()).Is(HttpStatusCode.OK);
        Assert.Equal("Degraded", ready.TextOf("status"));
        Assert.Equal("worker", ready.Json.GetProperty("parts")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("relay", true, 10, "Ready")]
    [InlineData("relay", false, 10, "Degraded")]
    [InlineData("relay", true, 121, "Degraded")]
    [InlineData("reconciliation", true, 25 * 3600, "Ready")]
    [InlineData("reconciliation", true, 27 * 3600, "Degraded")]
    public async Task A_part_of_the_worker_is_well_when_it_says_so_and_said_so_lately(string part, bool well, int secondsAgo, string status)
    {
        await database.RunAsync($"delete from heartbeats");
        await database.RunAsync($"insert into heartbeats values ({part}, {_clock.GetUtcNow().AddSeconds(-secondsAgo)}, {well}, 'the broker is away')");
        var ready = (await LookAsync()).Is(HttpStatusCode.OK);
        Assert.Equal(status, ready.TextOf("status"));
        Assert.Equal("the broker is away", ready.Json.GetProperty("parts")[0].GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_missing_migration_is_named_and_nothing_is_served()
    {
        await database.RunAsync($"""update schema_migrations set "MigrationId" = 'x' where "MigrationId" = '0011_rights'""");
        var unready = (await LookAsync()).Is(HttpStatusCode.ServiceUnavailable);
        await database.RunAsync($"""update schema_migrations set "MigrationId" = '0011_rights' where "MigrationId" = 'x'""");
        Assert.Equal("Unready", unready.TextOf("status"));
        Assert.Equal("0011_rights", unready.Json.GetProperty("missing")[0].GetString());
    }

    private async Task<Reply> LookAsync(string what = "ready")
    {
        await using ApiHost api = new(database, _clock);
        using var client = api.CreateClient();
        return await client.ReadAsync($"/health/{what}");
    }
}
