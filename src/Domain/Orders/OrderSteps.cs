namespace TimeBank.Orders;

/// <summary>The steps of the order and its offers; who may take them and when is settled before (OrderRules).</summary>
internal sealed class OrderSteps(Order order, OrderFacts facts)
{
    private static readonly TimeSpan _furthestDeadline = TimeSpan.FromDays(30);

    private DateTimeOffset Now => facts.Now;

    public Decision Change(ChangeOrder c)
    {
        if (c is { WantedFrom: null, WantedUntil: null, Places: null } && string.IsNullOrWhiteSpace(c.Need) && string.IsNullOrWhiteSpace(c.Address)) { return OrderRefusals.NothingChanged; }
        var (from, until, places) = (c.WantedFrom ?? order.WantedFrom, c.WantedUntil ?? order.WantedUntil, c.Places ?? order.Places);
        if ((c.WantedFrom is not null || c.WantedUntil is not null) && !WantedTime.IsSpan(from, until, Now)) { return OrderRefusals.Span; }
        var moved = from != order.WantedFrom || until != order.WantedUntil || !string.IsNullOrWhiteSpace(c.Address);
        if (places is < 1 or > 20 || (!moved && places < order.Assignments.Count(a => a.HoldsPlace))) { return OrderRefusals.Places; }

        List<OrderEvent> events = [new OrderChanged(from, until, places) { At = Now, ActorId = facts.CallerId }];
        if (!moved) { return events; }
        // Another time or place is another visit: nobody is held to it, and the same people are asked first.
        var asked = order.Assignments.Where(a => a.IsLive).Select(a => (Guid?)a.PersonId)
            .Concat(order.Offers.Where(o => o.State is OfferState.Live).Select(o => o.PersonId)).Distinct().ToList();
        events.AddRange(LetGo());
        if (order.DispatchedById is { } dispatcher)
        {
            events.AddRange(asked.Select(person => new OfferMade(Guid.CreateVersion7(Now), person, DefaultDeadline()) { At = Now, ActorId = dispatcher }));
        }

        return events;
    }

    public Decision Dispatch(DispatchOrder c)
    {
        if (Now >= order.WantedUntil) { return OrderRefusals.TimePassed; }
        if (c.PersonIds.Count == 0 && !c.Pool) { return OrderRefusals.NobodyNamed; }
        var deadline = c.Deadline ?? DefaultDeadline();
        if (deadline <= Now || deadline > Now + _furthestDeadline) { return OrderRefusals.DeadlinePassed; }
        foreach (var person in c.PersonIds)
        {
            if (facts.Fitness.GetValueOrDefault(person, Fitness.NotVolunteer) is var fitness and not Fitness.Fit) { return OrderRefusals.For(fitness).With("personId", person); }
            if (order.LiveOfferFor(person) is not null || order.Assignments.Any(a => a.HoldsPlace && a.PersonId == person)) { return OrderRefusals.OfferAlready; }
        }

        if (c.Pool && order.LiveOfferFor(null) is not null) { return OrderRefusals.OfferAlready; }
        var asked = c.PersonIds.Distinct().Select(id => (Guid?)id);
        if (c.Pool) { asked = asked.Append(null); }
        return asked.Select(OrderEvent (person) => new OfferMade(Guid.CreateVersion7(Now), person, deadline) { At = Now, ActorId = facts.CallerId }).ToList();
    }

    public Decision Undo()
    {
        var made = order.NewestDispatch;
        if (made[0].MadeAt + Order.UndoWindow < Now) { return OrderRefusals.UndoLate; }
        return made.Any(offer => order.Assignments.Any(a => a.OfferId == offer.Id))
            ? OrderRefusals.UndoTaken
            : (from offer in made
               where offer.State is OfferState.Live
               select (OrderEvent)new OfferRecalled(offer.Id, offer.PersonId) { At = Now, ActorId = facts.CallerId }).ToList();
    }

    public Decision Recall(RecallOffer c) =>
        new OfferRecalled(c.OfferId, order.OfferOf(c.OfferId).PersonId) { At = Now, ActorId = facts.CallerId };

    public Decision Lapse(LapseOffer c)
    {
        var offer = order.OfferOf(c.OfferId);
        return offer.DeadlineAt > Now ? OrderRefusals.NotYetDue : new OfferLapsed(offer.Id, offer.PersonId) { At = Now, ActorId = null };
    }

    /// <summary>A pool offer stays open for others: the desk only hides it for the caller, and nothing happens to the order.</summary>
    public Decision Decline(DeclineOffer c)
    {
        var offer = order.OfferOf(c.OfferId);
        if (offer.PersonId is null) { return new List<OrderEvent>(); }
        return offer.PersonId != facts.CallerId ? OrderRefusals.Forbidden : new OfferDeclined(c.OfferId) { At = Now, ActorId = facts.CallerId };
    }

    public Decision Accept(AcceptOffer c)
    {
        var offer = order.OfferOf(c.OfferId);
        var person = offer.PersonId ?? facts.CallerId!.Value;
        if (facts.CallerId != person) { return OrderRefusals.Forbidden; }
        if (offer.DeadlineAt <= Now || Now >= order.WantedUntil) { return OrderRefusals.OfferEnded; }
        if (facts.Fitness.GetValueOrDefault(person, Fitness.NotVolunteer) is var fitness and not Fitness.Fit) { return OrderRefusals.For(fitness); }
        return order.Assignments.Any(a => a.HoldsPlace && a.PersonId == person)
            ? OrderRefusals.OfferAlready
            : new OfferTaken(offer.Id, Guid.CreateVersion7(Now), person) { At = Now, ActorId = facts.CallerId };
    }

    public Decision GiveBack(GiveBackVisit c) =>
        new AssignmentGivenBack(c.AssignmentId, order.AssignmentOf(c.AssignmentId)!.PersonId) { At = Now, ActorId = facts.CallerId };

    public Decision Withdraw() => (List<OrderEvent>)[.. LetGo(), new OrderWithdrawn { At = Now, ActorId = facts.CallerId }];

    public Decision Forward(ForwardOrder c) => facts.TargetIsNear
        ? new OrderForwarded(order.SiteId, c.SiteId) { At = Now, ActorId = facts.CallerId }
        : OrderRefusals.NotNear;

    public Decision Return() => order.Returned
        ? OrderRefusals.ReturnedAlready
        : new OrderReturned(order.SiteId, order.ForwardedFromId!.Value) { At = Now, ActorId = facts.CallerId };

    /// <summary>Only "nobody came" and "the times are wrong" dispute minutes. Unsolved or few stars open a complaint, and the minutes are paid.</summary>
    public Decision Rate(RateOrder c)
    {
        var byStaff = !facts.Has(Relation.Orderer);
        if (byStaff && order.Assignments.Any(a => facts.AreKin(a.PersonId, facts.CallerId!.Value))) { return OrderRefusals.OwnInterest; }
        if (byStaff && !order.Assignments.Any(a => a.CalledBackAt is not null)) { return OrderRefusals.CallFirst; }
        if (c.Objection is not Objection.None)
        {
            return (List<OrderEvent>)
            [
                new OrderDisputed(c.Answer, c.Stars, c.Objection) { At = Now, ActorId = facts.CallerId },
                new CaseOpened(Guid.CreateVersion7(Now), CaseKind.Dispute, null) { At = Now, ActorId = facts.CallerId },
            ];
        }

        List<OrderEvent> events = [new OrderRated(c.Answer, c.Stars) { At = Now, ActorId = facts.CallerId }];
        if (c.Answer is Answer.Unsolved || c.Stars <= 2)
        {
            events.Add(new CaseOpened(Guid.CreateVersion7(Now), CaseKind.Complaint, null) { At = Now, ActorId = facts.CallerId });
        }

        return events;
    }

    /// <summary>Silence is "no answer", never "satisfied"; a missing check-out is settled first.</summary>
    public Decision TimeOut()
    {
        if (order.RateDueAt is not { } due || due > Now) { return OrderRefusals.NotYetDue; }
        return order.Assignments.Any(a => a.State is AssignmentState.Unfinished)
            ? OrderRefusals.OpenCase
            : new OrderRated(Answer.NoAnswer, null) { At = Now, ActorId = null };
    }

    /// <summary>Nothing happens to this order: the desk places the one that follows.</summary>
    public Decision Reopen(ReopenOrder c)
    {
        if (order.ClosedAt!.Value.AddDays(facts.Policy.ReopenDays) < Now) { return OrderRefusals.TooLateToReopen; }
        return WantedTime.IsSpan(c.WantedFrom, c.WantedUntil, Now) ? new List<OrderEvent>() : OrderRefusals.Span;
    }

    /// <summary>Said once for each wanted time.</summary>
    public Decision FindNobody()
    {
        if (order.NobodyFoundFor == order.WantedFrom || Now < SearchRules.SayNobodyAt(order)) { return OrderRefusals.NotYetDue; }
        return Now >= order.WantedUntil ? OrderRefusals.TimePassed : new NobodyFound(order.WantedFrom, SearchRules.AnswerAt(order, Now)) { At = Now, ActorId = null };
    }

    private DateTimeOffset DefaultDeadline() => Now.AddMinutes(facts.Policy.OfferMinutes);

    private IEnumerable<OrderEvent> LetGo() =>
    [
        .. from offer in order.Offers
           where offer.State is OfferState.Live
           select new OfferRecalled(offer.Id, offer.PersonId) { At = Now, ActorId = facts.CallerId },
        .. from assignment in order.Assignments
           where assignment.IsLive
           select new AssignmentReleased(assignment.Id, assignment.PersonId) { At = Now, ActorId = facts.CallerId },
    ];
}
