using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using TimeBank.Storage;

namespace TimeBank.TestKit;

/// <summary>A transaction of the test's own that is in the way of others, and knows when somebody waits for it.</summary>
public sealed class Hold : IAsyncDisposable
{
    private readonly Postgres _database;
    private readonly TimeBankDb _db;
    private readonly IDbContextTransaction _transaction;

    private Hold(Postgres database, TimeBankDb db, IDbContextTransaction transaction) => (_database, _db, _transaction) = (database, db, transaction);

    /// <summary>As the owner.</summary>
    /// <param name="sql">What takes the lock.</param>
    public static async Task<Hold> TakeAsync(Postgres database, FormattableString sql)
    {
        var db = Postgres.Open(database.Owner);
        Hold hold = new(database, db, await db.Database.BeginTransactionAsync());
        await hold.RunAsync(sql);
        return hold;
    }

    /// <summary>One more statement under the lock.</summary>
    public Task RunAsync(FormattableString sql) => _db.Database.ExecuteSqlAsync(sql);

    /// <summary>Returns when another backend waits for this one.</summary>
    public Task IsWaitedForAsync()
    {
        var pid = ((NpgsqlConnection)_db.Database.GetDbConnection()).ProcessID;
        return Until.TrueAsync(
            async () => (await _database.ReadAsync<bool>($"select exists (select from pg_locks where {pid} = any(pg_blocking_pids(pid))) as \"Value\""))[0],
            () => "nobody waits for the lock that the test holds");
    }

    public Task CommitAsync() => _transaction.CommitAsync();

    /// <summary>Whatever was not committed never was.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _db.DisposeAsync();
    }
}
