using System.Globalization;

namespace TimeBank.Postgres15.Tests;

public sealed class VersionTests(TestKit.Postgres database) : IClassFixture<TestKit.Postgres>
{
    [Fact]
    public async Task All_of_this_runs_on_15()
    {
        var version = Assert.Single(await database.ReadAsync<string>($"select current_setting('server_version_num') as \"Value\""));
        Assert.Equal(15, int.Parse(version, CultureInfo.InvariantCulture) / 10_000);
    }
}
