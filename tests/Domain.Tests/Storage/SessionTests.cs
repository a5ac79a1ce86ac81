using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Storage;

/// <summary>How many sessions a host may open. Were it more than the server takes, whoever asks while many do would hear that the service is busy.</summary>
public sealed class SessionTests(Town town) : IClassFixture<Town>
{
    private const int TakenByAServer = 97;   // PostgreSQL's own 100, less three that it keeps for its superuser

    [Fact]
    public void Both_hosts_together_open_no_more_than_a_server_takes() => Assert.InRange(MostOf(town.Api) + MostOf(town.Worker), 2, TakenByAServer);

    [Fact]
    public void The_setting_may_say_otherwise()
    {
        using var host = new ServiceCollection().AddDomain(new DomainSettings("Host=127.0.0.1;Maximum Pool Size=7", town.Postgres.KeysPath)).BuildServiceProvider();
        Assert.Equal(7, MostOf(host));
    }

    private static int MostOf(IServiceProvider host) => new NpgsqlConnectionStringBuilder(host.GetRequiredService<NpgsqlDataSource>().ConnectionString).MaxPoolSize;
}
