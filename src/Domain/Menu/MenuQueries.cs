using Microsoft.EntityFrameworkCore;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Menu;

public sealed record ServiceItemView(
    Guid Id, string Code, ServiceField Field, string Name, string NameEn, string Description, string DescriptionEn,
    MayServe MayServe, int UsualMinutes, int GreatestMinutes, string? Qualification, DateTimeOffset? RetiredAt);

/// <summary>The menu is public.</summary>
public sealed class MenuQueries(TimeBankDb db)
{
    /// <summary>What residents of a site can order, in the order of the fields. Which items those are is <c>menu_at</c> in SQL.</summary>
    public async Task<Outcome<ServiceItemView[]>> OfSiteAsync(Guid siteId, ServiceField? field, CancellationToken ct)
    {
        if (!await db.Sites.AnyAsync(s => s.Id == siteId, ct)) { return SiteRefusals.NotFound; }
        var items = await db.ServiceItems.FromSql($"select * from menu_at({siteId})")
            .Where(i => field == null || i.Field == field).Select(View).ToListAsync(ct);
        return items.OrderBy(i => i.Field).ThenBy(i => i.Code, StringComparer.Ordinal).ToArray();
    }

    /// <summary>How many volunteers of the site's county may serve each item, as last counted; above the counties, of all below.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> VolunteersAsync(Guid siteId, CancellationToken ct) =>
        (await db.RowsAsync<Counted>(
            $"""
            select item_id as ItemId, sum(volunteers)::int as volunteers from item_volunteers
            where site_id in (select ancestor_id from site_paths where site_id = {siteId} union all select site_id from site_paths where ancestor_id = {siteId})
            group by item_id
            """, ct)).ToDictionary(c => c.ItemId, c => c.Volunteers);

    private sealed record Counted(Guid ItemId, int Volunteers);

    /// <summary>Also a retired one: past orders name it.</summary>
    public async Task<Outcome<ServiceItemView>> FindAsync(Guid id, CancellationToken ct) =>
        await db.ServiceItems.Where(i => i.Id == id).Select(View).SingleOrDefaultAsync(ct) is { } item ? item : MenuRefusals.NotFound;

    internal static readonly System.Linq.Expressions.Expression<Func<ServiceItem, ServiceItemView>> View = i => new ServiceItemView(
        i.Id, i.Code, i.Field, i.Name, i.NameEn, i.Description, i.DescriptionEn, i.MayServe, i.UsualMinutes, i.GreatestMinutes, i.Qualification, i.RetiredAt);
}
