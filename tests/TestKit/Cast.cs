using TimeBank.Orders;

namespace TimeBank.TestKit;

/// <summary>Everybody and every place in the pure tests, named by the part they play.</summary>
public static class Cast
{
    public static readonly Guid Resident = Id(1);
    public static readonly Guid Volunteer = Id(2);
    public static readonly Guid Second = Id(3);
    public static readonly Guid Third = Id(4);
    public static readonly Guid Dispatcher = Id(5);
    public static readonly Guid Colleague = Id(6);
    public static readonly Guid Manager = Id(7);
    public static readonly Guid OtherManager = Id(8);

    /// <summary>Nobody to this order.</summary>
    public static readonly Guid Stranger = Id(9);

    /// <summary>The worker signs in as nobody.</summary>
    public static readonly Guid? TheWorker;

    public static readonly Guid Station = Id(101);
    public static readonly Guid SisterStation = Id(102);
    public static readonly Guid Haircut = Id(201);

    /// <summary>What the desk's facts would say this person is to the order.</summary>
    public static Relation RelationTo(Order order, Guid? person)
    {
        if (person is null) { return Relation.Worker; }
        if (person == Manager || person == OtherManager) { return Relation.Dispatcher | Relation.Manager; }
        if (person == Dispatcher || person == Colleague) { return Relation.Dispatcher; }
        var relation = person == order.OrdererId ? Relation.Orderer : Relation.None;
        if (order.Offers.Any(o => o.PersonId == person) || order.LiveOfferFor(null) is not null) { relation |= Relation.Offered; }
        return order.Assignments.Any(a => a.PersonId == person) ? relation | Relation.Assigned : relation;
    }

    private static Guid Id(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
}
