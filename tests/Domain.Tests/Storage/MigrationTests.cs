using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Storage;

public sealed class MigrationTests(Postgres database) : IClassFixture<Postgres>
{
    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        var before = await database.ReadAsync<string>($"select \"MigrationId\" as \"Value\" from schema_migrations order by 1");
        await Migrator.MigrateAsync(database.Owner, CancellationToken.None);
        Assert.Equal(before, await database.ReadAsync<string>($"select \"MigrationId\" as \"Value\" from schema_migrations order by 1"));
        Assert.Contains("0001_sites", before);
    }

    [Fact]
    public async Task Every_file_of_the_schema_has_been_run()
    {
        var files = typeof(Migrator).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("sql/", StringComparison.Ordinal)).Select(n => n["sql/".Length..^".sql".Length]);
        Assert.Equal(files.Order(StringComparer.Ordinal), (await database.ReadAsync<string>($"select \"MigrationId\" as \"Value\" from schema_migrations")).Order(StringComparer.Ordinal));
    }
}
