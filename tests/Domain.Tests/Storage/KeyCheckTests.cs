using Npgsql;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Storage;

public sealed class KeyCheckTests(Postgres database) : IClassFixture<Postgres>
{
    [Fact]
    public async Task A_host_with_other_keys_refuses_to_start()
    {
        await using var hosts = NpgsqlDataSource.Create(database.Api);
        await database.RunAsync($"delete from key_checks");
        await Assert.ThrowsAsync<DeploymentFault>(() => KeyCheck.VerifyAsync(hosts, new DeploymentKeys(database.KeysPath), default));

        await KeyCheck.EstablishAsync(database.Owner, database.KeysPath, default);
        await KeyCheck.EstablishAsync(database.Owner, database.KeysPath, default);
        await KeyCheck.VerifyAsync(hosts, new DeploymentKeys(database.KeysPath), default);

        var others = Directory.CreateTempSubdirectory("timebank-other-keys-").FullName;
        try
        {
            // Keys that are missing are not made anew: what the database holds could never be read again.
            await Assert.ThrowsAsync<DeploymentFault>(() => KeyCheck.EstablishAsync(database.Owner, others, default));
            Assert.Empty(Directory.GetFiles(others));

            DeploymentKeys.Create(others);
            await Assert.ThrowsAsync<DeploymentFault>(() => KeyCheck.VerifyAsync(hosts, new DeploymentKeys(others), default));
            File.Copy(Path.Combine(database.KeysPath, "lookup.key"), Path.Combine(others, "lookup.key"), overwrite: true);
            await Assert.ThrowsAsync<DeploymentFault>(() => KeyCheck.VerifyAsync(hosts, new DeploymentKeys(others), default));
        }
        finally
        {
            Directory.Delete(others, recursive: true);
        }
    }
}
