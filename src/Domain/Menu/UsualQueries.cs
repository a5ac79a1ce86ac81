using TimeBank.Storage;

namespace TimeBank.Menu;

/// <summary>The few things that people of a site order, for a first screen.</summary>
public sealed class UsualQueries(TimeBankDb db, MenuQueries menus, TimeProvider clock)
{
    private static readonly TimeSpan _lately = TimeSpan.FromDays(90);

    /// <summary>What stands nearest to a person's daily life, where nobody has ordered yet.</summary>
    private static readonly ServiceField[] _fields = [ServiceField.Neighbour, ServiceField.Health, ServiceField.Science, ServiceField.Education];

    /// <summary>What this person ordered first, then what the neighbours did, then the rest of the menu.</summary>
    /// <param name="personId">Null: nobody is signed in.</param>
    public async Task<Outcome<ServiceItemView[]>> OfSiteAsync(Guid siteId, Guid? personId, int size, CancellationToken ct)
    {
        if (!(await menus.OfSiteAsync(siteId, null, ct)).IsDone(out var menu, out var why)) { return why; }
        var since = Guid.CreateVersion7(clock.GetUtcNow() - _lately);
        var ordered = (await db.RowsAsync<Ordered>(
            $"""
            select item_id as ItemId, count(*)::int as times, bool_or({personId}::uuid in (orderer_id, served_id)) is true as own
            from orders where site_id = {siteId} and id > {since} group by item_id
            """, ct)).ToDictionary(o => o.ItemId);
        return (from item in menu
                where item.Code != ServiceItem.OtherHelpCode
                let known = ordered.GetValueOrDefault(item.Id)
                orderby known?.Own is true descending, known?.Times ?? 0 descending, Array.IndexOf(_fields, item.Field) is var place && place < 0 ? _fields.Length : place
                select item).Take(size).ToArray();
    }

    private sealed record Ordered(Guid ItemId, int Times, bool Own);
}
