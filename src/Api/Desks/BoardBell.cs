using Npgsql;
using TimeBank.Events;

namespace TimeBank.Api.Desks;

/// <summary>The process's one listening connection: at a ring of the desks it looks which open boards it concerns, and tells those. A quiet station's board does
/// not stir because another station is busy.</summary>
public sealed class BoardBell(NpgsqlDataSource database, OpenBoards boards, TimeProvider clock, ILogger<BoardBell> log) : BackgroundService
{
    /// <summary>However often it rings, the boards are looked at so seldom: one query for all of them.</summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan _betweenTries = TimeSpan.FromSeconds(2);

    /// <summary>What a board shows, as one number: the open orders below a site with their versions, and those with something to settle.</summary>
    private const string Marks =
        """
        select w.site_id, coalesce(bit_xor(hashtextextended(o.id::text, o.version)), 0)
        from unnest($1::uuid[]) as w(site_id) left join lateral (
            select o.id, o.version from site_paths p join orders o on o.site_id = p.site_id
            where p.ancestor_id = w.site_id and o.state in ('Placed', 'Offered', 'Accepted', 'InService', 'Served')
            union
            select o.id, o.version from cases c join orders o on o.id = c.order_id join site_paths p on p.site_id = o.site_id and p.ancestor_id = w.site_id
            where c.state <> 'Closed') o on true
        group by w.site_id
        """;

    private Dictionary<Guid, long> _seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try { await ListenAsync(stoppingToken); }
            catch (Exception lost) when (lost is NpgsqlException or IOException or TimeoutException)
            {
                log.LogWarning(lost, "The listening connection was lost; open boards hear nothing until it is back");
                await Task.Delay(_betweenTries, clock, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using (NpgsqlCommand listen = new($"listen {Bell.Outbox}", connection)) { await listen.ExecuteNonQueryAsync(ct); }
        await LookAsync(ct);   // whatever rang before is lost
        while (true)
        {
            await connection.WaitAsync(ct);
            await LookAsync(ct);
            await Task.Delay(BetweenLooks, clock, ct);   // what rings meanwhile waits on the line
        }
    }

    /// <summary>A board that was opened since the last look has just been drawn, so nothing is new to it; telling it once too often is harmless.</summary>
    private async Task LookAsync(CancellationToken ct)
    {
        var sites = boards.Sites;
        if (sites.Count == 0)
        {
            _seen = [];
            return;
        }

        var marks = await ReadAsync([.. sites], ct);
        foreach (var (site, mark) in marks)
        {
            if (!_seen.TryGetValue(site, out var before) || before != mark) { boards.Tell(site); }
        }

        _seen = marks;
    }

    private async Task<Dictionary<Guid, long>> ReadAsync(Guid[] sites, CancellationToken ct)
    {
        await using var query = database.CreateCommand(Marks);
        query.Parameters.Add(new() { Value = sites });
        await using var rows = await query.ExecuteReaderAsync(ct);
        Dictionary<Guid, long> marks = [];
        while (await rows.ReadAsync(ct)) { marks[rows.GetGuid(0)] = rows.GetInt64(1); }
        return marks;
    }
}
