using TimeBank.Menu;
using TimeBank.Orders;

namespace TimeBank.Worker.Demonstration;

/// <summary>What somebody wants: all that a placed order says.</summary>
internal sealed record Wish
{
    public required ItemScript Item { get; init; }
    public required ServiceItem Menu { get; init; }
    public required Place At { get; init; }
    public required Townsperson Served { get; init; }

    /// <summary>Who places it: the served person, a child, or staff for a caller.</summary>
    public required Townsperson PlacedBy { get; init; }

    /// <summary>Who dispatches it.</summary>
    public required Townsperson Clerk { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required DateTimeOffset DispatchAt { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset Until { get; init; }
    public required Urgency Urgency { get; init; }
    public required int Places { get; init; }
    public required string Need { get; init; }

    /// <summary>Somebody who has served them and is wished for again.</summary>
    public Townsperson? For { get; init; }

    public OrderOrigin Origin => Item.Centre ? OrderOrigin.Centre : OrderOrigin.Resident;

    /// <summary>Staff who place for a caller are not the orderer.</summary>
    public bool IsCalled => PlacedBy.Offices.Length > 0 && PlacedBy != Served;

    /// <summary>Who rates it and can reopen it.</summary>
    public Townsperson Orderer => IsCalled ? Served : PlacedBy;

    public string Address => Item.Centre ? At.Estates[0] : Served.Address;

    public PlaceOrder ToCommand(County county) => new(
        county.Sites[At.Code].Id, Menu.Id, Served == PlacedBy ? null : Served.PersonId, Origin, Urgency, Places, From, Until, Need, Address, DespiteDuplicates: true, For?.PersonId);
}
