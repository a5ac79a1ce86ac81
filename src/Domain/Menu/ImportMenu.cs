using Microsoft.EntityFrameworkCore;
using TimeBank.Administration;
using TimeBank.Storage;

namespace TimeBank.Menu;

/// <param name="Kept">Named in the file, but changed by hand since: they are a site's own now, and stay as it made them.</param>
public sealed record MenuImported(int Added, int Changed, int Retired, int Kept = 0);

/// <summary>Makes the menu what the file says. Items that are gone from it are retired, never deleted: records name them. The same file again changes nothing.
/// What sites have made their own, and what they have decided about items of the file, stays.</summary>
public sealed class ImportMenu(TimeBankDb db, Once once, TimeProvider clock)
{
    internal const long LockNumber = 7305;

    public Task<Outcome<MenuImported>> ImportAsync(byte[] file, CancellationToken ct) => once.DoAsync(
        CommandKey.Fresh(Guid.Empty, clock.GetUtcNow()),
        async () => MenuFile.Read(file).IsDone(out var lines, out var why) ? await ApplyAsync(lines, ct) : why, ct);

    private async Task<Outcome<MenuImported>> ApplyAsync(MenuLine[] lines, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockNumber})", ct);
        var codes = lines.SelectMany(l => l.OfferedBy).Distinct().ToArray();
        var sites = await db.Sites.Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, s => s.Id, ct);
        var items = await db.ServiceItems.ToDictionaryAsync(i => i.Code, ct);
        var entries = (await db.MenuEntries.ToListAsync(ct)).ToLookup(e => e.ItemId);
        var now = clock.GetUtcNow();
        var own = items.Values.Where(i => i.SiteId is not null).Select(i => i.Code).ToHashSet();
        var (added, changed) = (0, 0);
        foreach (var line in lines)
        {
            if (line.OfferedBy.FirstOrDefault(c => !sites.ContainsKey(c)) is { } unknown) { return MenuRefusals.UnknownSite.Saying(unknown).AtLine(line.Line); }
            if (own.Contains(line.Code)) { continue; }
            var isNew = !items.Remove(line.Code, out var item);
            item ??= New(line, now);
            Copy(line, item);
            var offered = Offer(item.Id, [.. line.OfferedBy.Select(c => sites[c])], [.. entries[item.Id]]);
            if (isNew) { db.ServiceItems.Add(item); }
            (added, changed) = isNew ? (added + 1, changed) : (added, changed + (offered || db.Entry(item).State == EntityState.Modified ? 1 : 0));
        }

        var gone = items.Values.Where(i => i.SiteId is null && i.RetiredAt is null).ToArray();
        foreach (var item in gone) { item.RetiredAt = now; }
        MenuImported imported = new(added, changed, gone.Length, lines.Count(l => own.Contains(l.Code)));
        if (added + changed + gone.Length > 0) { db.AdminActs.Add(ActKind.MenuImported, now, null, imported); }
        return imported;
    }

    /// <returns>Whether anything is offered elsewhere than before.</returns>
    private bool Offer(Guid itemId, HashSet<Guid> sites, MenuEntry[] before)
    {
        var ended = before.Where(e => !sites.Contains(e.SiteId)).ToArray();
        var begun = sites.Except(before.Select(e => e.SiteId)).Select(s => new MenuEntry { ItemId = itemId, SiteId = s }).ToArray();
        db.MenuEntries.RemoveRange(ended);
        db.MenuEntries.AddRange(begun);
        return ended.Length + begun.Length > 0;
    }

    private static ServiceItem New(MenuLine line, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Code = line.Code,
        Field = line.Field,
        Name = line.Name,
        NameEn = line.NameEn,
        Description = line.Description,
        DescriptionEn = line.DescriptionEn,
        MayServe = line.MayServe,
        UsualMinutes = line.UsualMinutes,
        GreatestMinutes = line.GreatestMinutes,
    };

    private static void Copy(MenuLine line, ServiceItem item)
    {
        (item.Field, item.Name, item.NameEn) = (line.Field, line.Name, line.NameEn);
        (item.Description, item.DescriptionEn) = (line.Description, line.DescriptionEn);
        (item.MayServe, item.Qualification) = (line.MayServe, line.Qualification);
        (item.UsualMinutes, item.GreatestMinutes) = (line.UsualMinutes, line.GreatestMinutes);
        item.RetiredAt = null;
    }
}
