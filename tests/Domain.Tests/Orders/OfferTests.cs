using TimeBank.Orders;
using TimeBank.TestKit;
using static TimeBank.TestKit.Cast;

namespace TimeBank.Domain.Tests.Orders;

public sealed class OfferTests
{
    [Fact]
    public void The_last_place_taken_recalls_the_other_offers()
    {
        var life = An.Order(2).OfferedTo(Volunteer, Second, Third).AcceptedBy(Volunteer);
        Assert.Equal(OfferState.Live, life.OfferTo(Third).State);
        life.AcceptedBy(Second);
        Assert.Equal(OfferState.Recalled, life.OfferTo(Third).State);
    }

    [Fact]
    public void The_pool_stays_open_until_its_last_place_is_taken()
    {
        var life = An.Order(2).OfferedToPool().AcceptedBy(Volunteer);
        Assert.Equal(OfferState.Live, life.OfferTo(null).State);
        life.AcceptedBy(Second);
        Assert.Equal(OfferState.Taken, life.OfferTo(null).State);
        Assert.Same(OrderRefusals.Taken.Code, life.Ask(Third, new AcceptOffer(OrderLife.Id, life.OfferTo(null).Id), Relation.Offered).Refusal!.Code);
    }

    [Fact]
    public void Declining_in_the_pool_changes_nothing_for_the_others()
    {
        var life = An.Order().OfferedToPool();
        var decision = life.Ask(Volunteer, new DeclineOffer(OrderLife.Id, life.OfferTo(null).Id));
        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void Nobody_declines_for_another_not_even_a_dispatcher_who_is_asked_too()
    {
        var life = An.Order().OfferedTo(Volunteer);
        var decline = new DeclineOffer(OrderLife.Id, life.OfferTo(Volunteer).Id);
        Assert.Equal(OrderRefusals.Forbidden, life.Ask(Dispatcher, decline, Relation.Dispatcher | Relation.Offered).Refusal);
        Assert.Equal(OrderRefusals.Forbidden, life.Ask(Second, decline, Relation.Offered).Refusal);
    }

    [Fact]
    public void Another_time_releases_everybody_and_asks_the_same_people_first()
    {
        var life = An.Order(2).OfferedTo(Volunteer, Second).AcceptedBy(Volunteer);
        life.Does(Resident, new ChangeOrder(OrderLife.Id, OrderLife.PlannedFrom.AddDays(1), OrderLife.PlannedUntil.AddDays(1), null, null, null));

        Assert.Equal(AssignmentState.Released, life.VisitOf(Volunteer).State);
        Assert.Equal([OfferState.Recalled, OfferState.Live], life.Order.Offers.Where(o => o.PersonId == Second).Select(o => o.State));
        Assert.Equal(OfferState.Live, life.OfferTo(Volunteer).State);
        Assert.Equal(OrderLife.PlannedFrom.AddDays(1), life.AcceptedBy(Volunteer).VisitOf(Volunteer).PlannedFrom);
    }

    [Fact]
    public void Another_address_is_another_visit_and_other_words_are_not()
    {
        var life = An.Order().OfferedTo(Volunteer).AcceptedBy(Volunteer);
        life.Does(Resident, new ChangeOrder(OrderLife.Id, null, null, null, "Bring scissors.", null));
        Assert.Equal(AssignmentState.Accepted, life.VisitOf(Volunteer).State);
        life.Does(Resident, new ChangeOrder(OrderLife.Id, null, null, null, null, "Another door"));
        Assert.Equal(AssignmentState.Released, life.VisitOf(Volunteer).State);
    }

    [Fact]
    public void An_offer_can_be_accepted_until_its_deadline_and_lapses_at_it()
    {
        var life = An.Order().OfferedTo(Volunteer);
        var offer = life.OfferTo(Volunteer);
        life.At(offer.DeadlineAt.AddTicks(-1));
        Assert.Null(life.Ask(Volunteer, new AcceptOffer(OrderLife.Id, offer.Id)).Refusal);
        Assert.Equal(OrderRefusals.NotYetDue, life.Ask(TheWorker, new LapseOffer(OrderLife.Id, offer.Id)).Refusal);
        life.At(offer.DeadlineAt);
        Assert.Equal(OrderRefusals.OfferEnded, life.Ask(Volunteer, new AcceptOffer(OrderLife.Id, offer.Id)).Refusal);
        Assert.Null(life.Ask(TheWorker, new LapseOffer(OrderLife.Id, offer.Id)).Refusal);
    }

    [Fact]
    public void Who_gave_back_or_did_not_come_may_be_asked_again()
    {
        var life = An.Order().MissedBy(Volunteer).OfferedTo(Volunteer);
        Assert.Equal(OfferState.Live, life.OfferTo(Volunteer).State);
        Assert.Equal(2, life.AcceptedBy(Volunteer).Order.Assignments.Count);
    }

    [Fact]
    public void A_supervisor_sees_the_order_and_moves_nothing()
    {
        var life = An.Order().ServedBy(Volunteer);
        Assert.Empty(OrderRules.Allowed(life.Order, life.FactsFor(Stranger, Relation.Supervisor)));
        Assert.Equal(OrderRefusals.Forbidden, life.Ask(Stranger, new RateOrder(OrderLife.Id, Answer.Solved, 5, [], null, Objection.None), Relation.Supervisor).Refusal);
    }

    [Fact]
    public void The_moves_that_pages_offer_are_the_moves_that_the_desk_lets_in()
    {
        foreach (var context in TableContext.All)
        {
            var life = context.Live();
            foreach (var (person, relation) in ((Guid?, Relation)[])[(Resident, Relation.Orderer), (Volunteer, Relation.Assigned | Relation.Offered), (Manager, Relation.Dispatcher | Relation.Manager), (TheWorker, Relation.Worker)])
            {
                var facts = life.FactsFor(person, relation);
                var allowed = OrderRules.Allowed(life.Order, facts).ToHashSet();
                var asked = TableQuestion.All.Select(question => question.Ask(life, context)).OfType<OrderCommand>();
                foreach (var command in asked.Where(c => OrderRules.Check(life.Order, facts, c) is null))
                {
                    Assert.Contains(new AllowedMove(command.Action, command.SubjectId), allowed);
                }
            }
        }
    }
}
