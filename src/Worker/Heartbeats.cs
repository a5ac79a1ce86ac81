using System.Collections.Concurrent;
using Npgsql;

namespace TimeBank.Worker;

/// <summary>What each background part last said of itself; the Api's readiness reads it.</summary>
public sealed class Heartbeats(NpgsqlDataSource database, TimeProvider clock)
{
    public const string Crediting = "crediting";
    public const string Relay = "relay";
    public const string Schedules = "schedules";
    public const string Reconciliation = "reconciliation";
    public const string Texts = "texts";
    private const int GreatestDetail = 1000;

    /// <summary>Loops come round many times a second; the same good news is written this often.</summary>
    private static readonly TimeSpan _often = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (bool Well, DateTimeOffset At)> _said = new();

    public async Task BeatAsync(string name, bool well, string detail, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (well && _said.TryGetValue(name, out var last) && last.Well && now - last.At < _often) { return; }
        await using var write = database.CreateCommand(
            "insert into heartbeats (name, at, well, detail) values ($1, $2, $3, $4) on conflict (name) do update set at = excluded.at, well = excluded.well, detail = excluded.detail");
        write.Parameters.Add(new() { Value = name });
        write.Parameters.Add(new() { Value = now });
        write.Parameters.Add(new() { Value = well });
        write.Parameters.Add(new() { Value = detail.Length <= GreatestDetail ? detail : detail[..GreatestDetail] });
        await write.ExecuteNonQueryAsync(ct);
        _said[name] = (well, now);
    }
}
