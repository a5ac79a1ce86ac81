using Npgsql;
using TimeBank.Storage;

namespace TimeBank.Worker.Storage;

/// <summary>Keeps one session open while a script copies the server's files: PostgreSQL ends a backup whose session is gone, and a shell has none to keep.</summary>
/// <param name="Superuser">Of the server whose files are copied.</param>
public sealed record HoldBackup(string Superuser)
{
    private const string StopWord = "stop";

    /// <summary>
    /// Answers <c>started WAL-FILE</c>; at the line <c>stop</c> answers <c>stopped WAL-FILE INSTANT</c>, the lines of backup_label and <c>end</c>; and holds the WAL between
    /// the two files until its input ends. Every change answered before the instant is in the copy.
    /// </summary>
    /// <exception cref="DeploymentFault">The input ended before it said stop, and what was copied is no backup; or the server has files elsewhere.</exception>
    public async Task RunAsync(TextReader asked, TextWriter answers, CancellationToken ct)
    {
        await using NpgsqlConnection session = new(new NpgsqlConnectionStringBuilder(Superuser) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await session.OpenAsync(ct);
        if (await AskAsync<bool>(session, "select exists (select from pg_tablespace where spcname not in ('pg_default', 'pg_global'))", ct))
        {
            throw new DeploymentFault("The server has tablespaces outside its directory. Copy it with pg_basebackup.");
        }

        // A slot of this session keeps the WAL that the copy will need, and goes when the session does.
        await AskAsync<object>(session, "select lsn from pg_create_physical_replication_slot('volunteer_backup_' || pg_backend_pid(), true, true)", ct);
        var first = await AskAsync<string>(session, "select pg_walfile_name(pg_backup_start('volunteer', fast => true))", ct);
        await answers.WriteLineAsync($"started {first}");
        await answers.FlushAsync(ct);

        if (await asked.ReadLineAsync(ct) != StopWord) { throw new DeploymentFault("The copying ended without a word: this is no backup."); }
        var until = await AskAsync<DateTime>(session, "select clock_timestamp()", ct);
        var (last, label) = await StopAsync(session, ct);
        await answers.WriteLineAsync($"stopped {last} {until:yyyy-MM-ddTHH:mm:ss.ffffffZ}\n{label.TrimEnd()}\nend");
        await answers.FlushAsync(ct);
        await asked.ReadToEndAsync(ct);
    }

    private static async Task<(string LastWalFile, string Label)> StopAsync(NpgsqlConnection session, CancellationToken ct)
    {
        // Nobody archives here: the script copies the WAL itself.
        await using NpgsqlCommand stop = new("select pg_walfile_name(lsn - 1), labelfile from pg_backup_stop(wait_for_archive => false)", session);
        await using var row = await stop.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetString(0), row.GetString(1));
    }

    private static async Task<T> AskAsync<T>(NpgsqlConnection session, string query, CancellationToken ct)
    {
#pragma warning disable CA2100 // written above
        await using NpgsqlCommand ask = new(query, session);
#pragma warning restore CA2100
        return (T)(await ask.ExecuteScalarAsync(ct))!;
    }
}
