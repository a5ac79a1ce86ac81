using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TimeBank.Storage;
using Xunit;

namespace TimeBank.TestKit;

/// <summary>A test class's own database, copied from a migrated template and dropped at the end: <c>IClassFixture&lt;Postgres&gt;</c>.</summary>
public sealed class Postgres : IAsyncLifetime
{
    private const string Prefix = "test_class_";
    private readonly string _name = $"{Prefix}{Minute():D10}_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N")[^12..]}";

    /// <summary>The shared one, unless the test must stop its server.</summary>
    public TestServer Server { get; init; } = TestServer.Shared;

    /// <summary>Owns the schema; bound by the append-only triggers all the same.</summary>
    public string Owner => Server.As(TestServer.OwnerRole, _name);

    public string Api => Server.As(TestServer.ApiRole, _name);

    public string Worker => Server.As(TestServer.WorkerRole, _name);

    /// <summary>Whoever has this can do anything: tests of the product never need it, drills do.</summary>
    public string Superuser => Server.AsSuperuser(_name);

    /// <summary>The deployment's keys, made as <c>Worker migrate</c> makes them.</summary>
    public string KeysPath { get; } = Directory.CreateTempSubdirectory("timebank-test-keys-").FullName;

    public async ValueTask InitializeAsync()
    {
        var template = await Server.TemplateAsync();
        await DropStaleAsync();
        await Server.ExecuteAsync($"create database {_name} template {template} owner {TestServer.OwnerRole}");
        await KeyCheck.EstablishAsync(Owner, KeysPath, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in new[] { Owner, Api, Worker })
        {
            await using var connection = new NpgsqlConnection(pool);
            NpgsqlConnection.ClearPool(connection);
        }

        await Server.ExecuteAsync($"drop database if exists {_name} with (force)");
        Directory.Delete(KeysPath, recursive: true);
    }

    /// <summary>A context under one of the three connection strings.</summary>
    public static TimeBankDb Open(string connectionString) => new(new DbContextOptionsBuilder<TimeBankDb>().UseNpgsql(connectionString).Options);

    /// <summary>One statement as the owner, or under another of the three connection strings.</summary>
    public async Task<int> RunAsync(FormattableString sql, string? connectionString = null)
    {
        await using var db = Open(connectionString ?? Owner);
        return await db.Database.ExecuteSqlAsync(sql);
    }

    /// <summary>The one column of all rows, as the owner unless said otherwise.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(FormattableString sql, string? connectionString = null)
    {
        await using var db = Open(connectionString ?? Owner);
        return await db.Database.SqlQuery<T>(sql).ToListAsync();
    }

    /// <summary>The name tells the minute it was made: what a killed run left behind goes after two hours, what colleagues run now stays.</summary>
    private async Task DropStaleAsync()
    {
        foreach (var name in await Server.DatabasesAsync(Prefix))
        {
            var isStale = long.TryParse(name.AsSpan(Prefix.Length, 10), CultureInfo.InvariantCulture, out var made) && made < Minute() - 120;
            if (isStale) { await Server.ExecuteAsync($"drop database if exists {name} with (force)"); }
        }
    }

    private static long Minute() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60;
}

/// <summary>One migrated database per state of the SQL files; every test database is a copy of it.</summary>
internal static class SchemaTemplate
{
    private const long LockNumber = 7302;

    /// <summary>Several test processes begin at once: the first makes it, the others wait and find it.</summary>
    public static async Task<string> MakeAsync(TestServer server)
    {
        var name = $"test_template_{SchemaHash()}";
        await using var guard = await server.OpenAsync();
        await guard.RunAsync($"select pg_advisory_lock({LockNumber})");
        foreach (var role in new[] { TestServer.OwnerRole, TestServer.ApiRole, TestServer.WorkerRole })
        {
            await guard.RunAsync($"do $$ begin create role {role} login password '{TestServer.Password}'; exception when duplicate_object then null; end $$");
        }

        if ((await server.DatabasesAsync(name)).Contains(name)) { return name; }
        await guard.RunAsync($"drop database if exists {name}_new with (force)");
        await guard.RunAsync($"create database {name}_new owner {TestServer.OwnerRole}");
        await Migrator.MigrateAsync(server.As(TestServer.OwnerRole, $"{name}_new"), CancellationToken.None);
        await guard.RunAsync($"alter database {name}_new rename to {name}");
        return name;
    }

    private static string SchemaHash()
    {
        var domain = typeof(Migrator).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in domain.GetManifestResourceNames().Where(n => n.StartsWith("sql/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = domain.GetManifestResourceStream(file)!;
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(file));
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
