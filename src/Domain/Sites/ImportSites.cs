using Microsoft.EntityFrameworkCore;
using TimeBank.Administration;
using TimeBank.Storage;

namespace TimeBank.Sites;

/// <param name="Returned">Of the changed: had vanished and are in the file again.</param>
public sealed record SitesImported(int Added, int Changed, int Vanished, int Returned = 0);

/// <summary>Makes the tree what the divisions file says, below the file's roots; points added by hand stay. The same file again changes nothing.</summary>
public sealed class ImportSites(TimeBankDb db, Once once, TimeProvider clock)
{
    private const long LockNumber = 7302;

    /// <summary>More than this share of a tree does not vanish in one year; a file cut short does look like that.</summary>
    private const int GreatestVanishingPercent = 10;

    /// <param name="despiteVanishing">Somebody has looked: so many sites are indeed gone.</param>
    public Task<Outcome<SitesImported>> ImportAsync(byte[] file, bool despiteVanishing, CancellationToken ct) => once.DoAsync(
        CommandKey.Fresh(Guid.Empty, clock.GetUtcNow()),
        async () => DivisionsFile.Read(file).IsDone(out var divisions, out var why) ? await ApplyAsync(divisions, despiteVanishing, ct) : why, ct);

    private async Task<Outcome<SitesImported>> ApplyAsync(Division[] divisions, bool despiteVanishing, CancellationToken ct)
    {
        // Two imports at once would both add what neither has seen.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockNumber})", ct);
        var codes = divisions.Select(d => d.Code).ToArray();
        var known = await db.Sites.AsNoTracking().Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, ct);
        if (divisions.FirstOrDefault(d => known.TryGetValue(d.Code, out var site) && site.Level != d.Level) is { } changed)
        {
            return SiteRefusals.LevelChanged.Saying(changed.Code).AtLine(changed.Line);
        }

        var now = clock.GetUtcNow();
        var ids = divisions.ToDictionary(d => d.Code, d => known.TryGetValue(d.Code, out var site) ? site.Id : Guid.CreateVersion7(now));

        // A file that begins at a county says nothing about the city above it.
        Guid? ParentOf(Division d) => d.ParentCode is { } parent ? ids[parent] : known.GetValueOrDefault(d.Code)?.ParentId;
        var sites = divisions.OrderBy(d => d.Level).Select(d => new Site
        {
            Id = ids[d.Code],
            Code = d.Code,
            Level = d.Level,
            ParentId = ParentOf(d),
            Name = d.Name,
            AddedAt = now,
        }).ToArray();
        var roots = divisions.Where(d => d.ParentCode is null).Select(d => ids[d.Code]).ToArray();

        var standing = await CountStandingAsync(roots, ct);
        var vanished = await VanishAsync(roots, codes, now, ct);
        if (vanished * 100 > standing * GreatestVanishingPercent && vanished > 10 && !despiteVanishing)
        {
            return SiteRefusals.TooManyVanish.Saying($"{vanished}/{standing}");
        }

        SitesImported imported = new(
            await AddAsync([.. sites.Where(s => !known.ContainsKey(s.Code))], now, ct),
            await ChangeAsync([.. sites.Where(s => known.TryGetValue(s.Code, out var before) && Differs(before, s))], ct),
            vanished,
            known.Values.Count(s => s.VanishedAt is not null));
        if (imported != new SitesImported(0, 0, 0)) { foreach (var root in roots) { db.AdminActs.Add(ActKind.SitesImported, now, root, imported); } }
        return imported;
    }

    private static bool Differs(Site before, Site after) => (before.Name, before.ParentId) != (after.Name, after.ParentId) || before.VanishedAt is not null;

    /// <summary>Parents come first: the trigger that keeps the paths looks for theirs.</summary>
    private Task<int> AddAsync(Site[] sites, DateTimeOffset now, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        insert into sites (id, code, level, parent_id, name, added_at)
        select id, code, level, parent_id, name, {now}
        from unnest({sites.Select(s => s.Id).ToArray()}, {sites.Select(s => s.Code).ToArray()}, {sites.Select(s => s.Level.ToString()).ToArray()},
            {sites.Select(s => s.ParentId).ToArray()}, {sites.Select(s => s.Name).ToArray()})
            with ordinality as f(id, code, level, parent_id, name, place)
        order by place
        """, ct);

    private Task<int> ChangeAsync(Site[] sites, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        update sites s set name = f.name, parent_id = f.parent_id, vanished_at = null
        from unnest({sites.Select(s => s.Id).ToArray()}, {sites.Select(s => s.ParentId).ToArray()}, {sites.Select(s => s.Name).ToArray()}) as f(id, parent_id, name)
        where s.id = f.id
        """, ct);

    private Task<int> CountStandingAsync(Guid[] roots, CancellationToken ct) => db.RowAsync<int>(
        $"""
        select count(distinct s.id)::int from site_paths p join sites s on s.id = p.site_id
        where p.ancestor_id = any({roots}) and s.level <> 'Point' and s.vanished_at is null
        """, ct);

    private Task<int> VanishAsync(Guid[] roots, string[] codes, DateTimeOffset now, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        update sites s set vanished_at = {now}
        from (select distinct site_id from site_paths where ancestor_id = any({roots})) below
        where s.id = below.site_id and s.level <> 'Point' and s.vanished_at is null
            and not exists (select from unnest({codes}) as f(code) where f.code = s.code)
        """, ct);
}
