using TimeBank.Orders;

namespace TimeBank.Photos;

/// <summary>Who may put a photo to an order or take it away.</summary>
internal static class PhotoRules
{
    public static Refusal? WhyNotShow(OrderFacts facts) =>
        facts.Relation is Relation.None ? OrderRefusals.NotFound
        : facts.Has(Relation.Orderer | Relation.Dispatcher) ? null
        : OrderRefusals.Forbidden;
}
