using System.Diagnostics;

namespace TimeBank.Orders;

/// <summary>The steps of one visit: be late, arrive, leave, not come, not check out, be confirmed by telephone.</summary>
internal sealed class VisitSteps(Order order, OrderFacts facts)
{
    private DateTimeOffset Now => facts.Now;

    public Decision Decide(OrderCommand command)
    {
        var visit = order.AssignmentOf(command.SubjectId)!;
        return command switch
        {
            TellLate c => Late(visit, c.Minutes),
            CheckInVisit c => CheckIn(visit, c.Code),
            CheckOutVisit c => CheckOut(visit, c),
            MarkNoShow => NoShow(visit),
            MissCheckOut => LeftOpen(visit),
            CallBackVisit c => CallBack(visit, c),
            _ => throw new UnreachableException(command.GetType().Name),
        };
    }

    private Decision Late(Assignment visit, int minutes)
    {
        if (minutes is < Assignment.LeastLateMinutes or > Assignment.GreatestLateMinutes) { return OrderRefusals.LateMinutes; }
        if (visit.LateMinutes == minutes) { return OrderRefusals.LateAlready; }
        return visit.PlannedFrom.AddMinutes(minutes) <= Now
            ? OrderRefusals.LatePassed
            : new VolunteerLate(visit.Id, visit.PersonId, minutes) { At = Now, ActorId = facts.CallerId };
    }

    private Decision CheckIn(Assignment visit, string? code)
    {
        if (Now < visit.PlannedFrom - Assignment.CheckInWindow) { return OrderRefusals.TooEarlyToCheckIn; }
        if (Now > LatestCheckIn(visit)) { return OrderRefusals.TooLateToCheckIn; }
        if (facts.ServesElsewhere) { return OrderRefusals.ServesElsewhere; }
        return Prove(visit, code, end: false) ?? new CheckedIn(visit.Id, ByCode: code is not null) { At = Now, ActorId = facts.CallerId };
    }

    private Decision CheckOut(Assignment visit, CheckOutVisit c)
    {
        if (c.Outcome is VisitOutcome.NotHome && !facts.Has(Relation.Dispatcher)) { return OrderRefusals.NotHomeNeedsStaff; }
        if (c.Outcome is VisitOutcome.NotHome && (c.Code is not null || visit.CheckedInByCode is true)) { return OrderRefusals.NotHomeAfterCode; }
        if (Prove(visit, c.Code, end: true) is { } no) { return no; }
        var latest = visit.CheckedInAt!.Value + facts.GreatestMinutes.ToTimeSpan();
        return new CheckedOut(visit.Id, visit.PersonId, c.Code is not null, c.Outcome, visit.CheckedInAt.Value, Now < latest ? Now : latest) { At = Now, ActorId = facts.CallerId };
    }

    /// <summary>Whoever announced to be late may check in as long as they are not a no-show.</summary>
    private DateTimeOffset LatestCheckIn(Assignment visit)
    {
        var (window, announced) = (visit.PlannedFrom + Assignment.CheckInWindow, visit.ExpectedFrom.AddMinutes(facts.Policy.GraceMinutes));
        return visit.LateMinutes is not null && announced > window ? announced : window;
    }

    /// <summary>A code proves it; without one a dispatcher of no own interest vouches. Null: proven.</summary>
    private Decision? Prove(Assignment visit, string? code, bool end)
    {
        if (code is null)
        {
            if (!facts.Has(Relation.Dispatcher)) { return OrderRefusals.CodeNeeded; }
            return facts.AreKin(visit.PersonId, facts.CallerId!.Value) ? (Decision)OrderRefusals.OwnInterest : null;
        }

        if ((end ? visit.EndMisses : visit.StartMisses) >= Assignment.GreatestMisses) { return OrderRefusals.CodeLocked; }
        var expected = end ? facts.Codes!.End : facts.Codes!.Start;
        return VisitCodes.Match(code, expected)
            ? null
            : new Decision([new CodeMissed(visit.Id, end) { At = Now, ActorId = facts.CallerId }], OrderRefusals.WrongCode);
    }

    private Decision NoShow(Assignment visit) => Now < visit.ExpectedFrom.AddMinutes(facts.Policy.GraceMinutes)
        ? OrderRefusals.NoShowTooEarly
        : new NoShowMarked(visit.Id, visit.PersonId) { At = Now, ActorId = facts.CallerId };

    /// <summary>Never paid to the end by itself: two people settle what happened (RULES P4).</summary>
    private Decision LeftOpen(Assignment visit) => Now < visit.ExpectedEnd.AddMinutes(facts.Policy.GraceMinutes)
        ? OrderRefusals.NotYetDue
        : (List<OrderEvent>)
        [
            new CheckOutMissed(visit.Id, visit.PersonId) { At = Now, ActorId = null },
            new CaseOpened(Guid.CreateVersion7(Now), CaseKind.MissedCheckOut, visit.Id) { At = Now, ActorId = null },
        ];

    private Decision CallBack(Assignment visit, CallBackVisit c)
    {
        var caller = facts.CallerId!.Value;
        if (facts.AreKin(visit.PersonId, caller)) { return OrderRefusals.OwnInterest; }
        // Whoever vouched on the spot would stand on both sides.
        if (visit.CheckedInById == caller && visit.CheckedInByCode is false) { return OrderRefusals.SecondPerson; }
        if (visit.CheckedOutById == caller && visit.CheckedOutByCode is false) { return OrderRefusals.SecondPerson; }
        return new CalledBack(visit.Id, c.Confirms) { At = Now, ActorId = caller };
    }
}
