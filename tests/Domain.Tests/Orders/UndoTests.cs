using TimeBank.Orders;
using TimeBank.TestKit;
using static TimeBank.TestKit.Cast;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>A dispatch that was a mistake: gone as one, soon after, while nobody has accepted.</summary>
public sealed class UndoTests
{
    private static readonly UndoDispatch _undo = new(OrderLife.Id);

    [Fact]
    public void All_offers_of_the_newest_dispatch_are_recalled_and_earlier_ones_stand()
    {
        var life = An.Order(2).OfferedTo(Volunteer);
        life.At(life.Now.AddMinutes(1)).Does(Dispatcher, new DispatchOrder(OrderLife.Id, [Second, Third], true, null));
        life.At(life.Now.AddMinutes(9)).Does(Colleague, _undo);
        Assert.Equal(
            [(Volunteer, OfferState.Live), (Second, OfferState.Recalled), (Third, OfferState.Recalled), ((Guid?)null, OfferState.Recalled)],
            life.Order.Offers.Select(o => (o.PersonId, o.State)));
    }

    [Fact]
    public void An_order_that_was_dispatched_once_is_placed_again() => Assert.Equal(OrderState.Placed, An.Order().OfferedTo(Volunteer).Does(Dispatcher, _undo).Order.State);

    [Fact]
    public void Whoever_declined_meanwhile_has_declined()
    {
        var life = An.Order().OfferedTo(Volunteer, Second);
        life.Does(Volunteer, new DeclineOffer(OrderLife.Id, life.OfferTo(Volunteer).Id)).Does(Dispatcher, _undo);
        Assert.Equal([OfferState.Declined, OfferState.Recalled], life.Order.Offers.Select(o => o.State));
    }

    [Fact]
    public void Not_once_somebody_has_accepted()
    {
        Assert.Equal(OrderRefusals.UndoTaken, An.Order(2).OfferedTo(Volunteer, Second).AcceptedBy(Volunteer).Ask(Dispatcher, _undo).Refusal);
        Assert.Equal(OrderRefusals.UndoTaken, An.Order(2).OfferedToPool().AcceptedBy(Volunteer).Ask(Dispatcher, _undo).Refusal);
    }

    [Fact]
    public void Not_later_than_ten_minutes()
    {
        var life = An.Order().OfferedTo(Volunteer);
        Assert.Null(life.At(life.Now.AddMinutes(10)).Ask(Dispatcher, _undo).Refusal);
        Assert.Equal(OrderRefusals.UndoLate, life.At(life.Now.AddMinutes(1)).Ask(Dispatcher, _undo).Refusal);
    }
}
