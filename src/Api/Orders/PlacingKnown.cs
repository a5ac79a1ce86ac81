using TimeBank.Menu;
using TimeBank.Orders;
using TimeBank.People;

namespace TimeBank.Api.Orders;

/// <summary>What the screens of placing show: who orders, for whom they may, what there is.</summary>
public sealed record PlacingKnown(OwnView Me, ServiceItemView[] Menu)
{
    public ServiceItemView? Other => Menu.FirstOrDefault(i => i.Code == ServiceItem.OtherHelpCode);

    public ServiceItemView? ItemOf(OrderDraft draft) => Menu.FirstOrDefault(i => i.Id == draft.ItemId);

    /// <summary>Null where another's home is meant: only who lives together shares an address that we may tell.</summary>
    public string? AddressFor(Guid? servedId) =>
        servedId is null || servedId == Me.Id || Me.Relatives.Any(r => r.Id == servedId && r.SameHousehold) ? Me.Address : null;

    public string NameOf(Guid? servedId) => Me.Relatives.FirstOrDefault(r => r.Id == servedId)?.Name ?? Me.Name;
}

/// <summary>Reads it, and starts a draft from a menu item or an order of before.</summary>
public sealed class PlacingQueries(PersonQueries persons, MenuQueries menus, OrderQueries orders)
{
    public async Task<PlacingKnown> ForAsync(Guid personId, CancellationToken ct)
    {
        if (!(await persons.MeAsync(personId, ct)).IsDone(out var me, out var no)) { throw new InvalidOperationException(no.Code); }
        return new(me, (await menus.OfSiteAsync(me.HomeSite.Id, null, ct)).IsDone(out var menu, out _) ? menu : []);
    }

    /// <summary>The same help once more: item, words, place and for whom. The time is asked anew.</summary>
    public async Task<OrderDraft?> AgainAsync(Guid orderId, Guid personId, Guid? wishedId, CancellationToken ct)
    {
        if (!(await orders.GetAsync(orderId, personId, ct)).IsDone(out var old, out _) || (old.OrdererId != personId && old.ServedId != personId)) { return null; }
        return new(personId) { ItemId = old.ItemId, Need = old.Need ?? "", Address = old.Address, ServedId = old.ServedId, Urgency = Urgency.Ordinary, WishedId = wishedId };
    }
}
