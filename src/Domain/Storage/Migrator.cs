using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TimeBank.Storage;

/// <summary>Runs the numbered SQL files once each. Several processes may ask at once: a session advisory lock lets one in (EF's own lock was seen to lose a race).</summary>
public static class Migrator
{
    private const long LockNumber = 7301;

    /// <param name="connectionString">The owner's: the hosts' roles own nothing and cannot migrate.</param>
    public static async Task MigrateAsync(string connectionString, CancellationToken ct)
    {
        var session = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
        await using var guard = new NpgsqlConnection(session.ConnectionString);
        await guard.OpenAsync(ct);
        await using var wait = new NpgsqlCommand($"select pg_advisory_lock({LockNumber})", guard);
        await wait.ExecuteNonQueryAsync(ct);

        await using var db = new TimeBankDb(Options(session.ConnectionString));
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        await db.Database.MigrateAsync(ct);
    }

    private static DbContextOptions<TimeBankDb> Options(string connectionString) =>
        new DbContextOptionsBuilder<TimeBankDb>()
            .UseNpgsql(connectionString, n => n.MigrationsHistoryTable("schema_migrations"))
            .Options;
}
