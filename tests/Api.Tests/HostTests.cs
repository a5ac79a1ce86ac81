using TimeBank.TestKit;

namespace TimeBank.Api.Tests;

public sealed class HostTests(Postgres database) : IClassFixture<Postgres>
{
    [Fact]
    public async Task It_starts_over_a_migrated_database()
    {
        await using var api = new ApiHost(database, new ManualClock());
        using var client = api.CreateClient();
        Assert.NotNull(await client.GetAsync(new Uri("/", UriKind.Relative)));
    }
}
