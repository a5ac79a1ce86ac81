using TimeBank.Orders;
using TimeBank.TestKit;
using static TimeBank.TestKit.Cast;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>A line of the table: one action, said in one way.</summary>
/// <param name="Ask">Null: at this moment there is no offer, visit or case that it could be about.</param>
internal sealed record TableQuestion(OrderAction Action, string How, Func<OrderLife, TableContext, OrderCommand?> Ask)
{
    public static readonly TableQuestion[] All =
    [
        new(OrderAction.Change, "need", (life, _) => new ChangeOrder(OrderLife.Id, null, null, null, "And the beard, please.", null)),
        new(OrderAction.Change, "time", (life, _) => new ChangeOrder(OrderLife.Id, life.Now.AddDays(2), life.Now.AddDays(2).AddHours(1), null, null, null)),
        new(OrderAction.Dispatch, "a person", (life, _) => new DispatchOrder(OrderLife.Id, [Third], false, null)),
        new(OrderAction.Dispatch, "the pool", (life, _) => new DispatchOrder(OrderLife.Id, [], true, null)),
        new(OrderAction.Undo, "", (_, _) => new UndoDispatch(OrderLife.Id)),
        new(OrderAction.Recall, "", OnOffer((id, offer) => new RecallOffer(id, offer.Id))),
        new(OrderAction.Lapse, "", OnOffer((id, offer) => new LapseOffer(id, offer.Id))),
        new(OrderAction.Decline, "", OnOffer((id, offer) => new DeclineOffer(id, offer.Id))),
        new(OrderAction.Accept, "", OnOffer((id, offer) => new AcceptOffer(id, offer.Id))),
        new(OrderAction.GiveBack, "", OnVisit((id, visit) => new GiveBackVisit(id, visit.Id, null))),
        new(OrderAction.Late, "30 minutes", OnVisit((id, visit) => new TellLate(id, visit.Id, 30))),
        new(OrderAction.CheckIn, "right code", OnVisit((id, visit) => new CheckInVisit(id, visit.Id, OrderLife.Codes.Start))),
        new(OrderAction.CheckIn, "wrong code", OnVisit((id, visit) => new CheckInVisit(id, visit.Id, "000000"))),
        new(OrderAction.CheckIn, "no code", OnVisit((id, visit) => new CheckInVisit(id, visit.Id, null))),
        new(OrderAction.CheckOut, "right code", OnVisit((id, visit) => new CheckOutVisit(id, visit.Id, OrderLife.Codes.End, VisitOutcome.Done))),
        new(OrderAction.CheckOut, "wrong code", OnVisit((id, visit) => new CheckOutVisit(id, visit.Id, "000000", VisitOutcome.Done))),
        new(OrderAction.CheckOut, "no code", OnVisit((id, visit) => new CheckOutVisit(id, visit.Id, null, VisitOutcome.Done))),
        new(OrderAction.CheckOut, "not home", OnVisit((id, visit) => new CheckOutVisit(id, visit.Id, null, VisitOutcome.NotHome))),
        new(OrderAction.NoShow, "", OnVisit((id, visit) => new MarkNoShow(id, visit.Id))),
        new(OrderAction.MissedCheckOut, "", OnVisit((id, visit) => new MissCheckOut(id, visit.Id))),
        new(OrderAction.Settle, "an hour", OnVisit((id, visit) => new SettleAssignment(id, visit.Id, OrderLife.PlannedFrom, OrderLife.PlannedFrom.AddHours(1), null))),
        new(OrderAction.Settle, "none", OnVisit((id, visit) => new SettleAssignment(id, visit.Id, null, null, null))),
        new(OrderAction.Approve, "", OnCase((id, open) => new ApproveCase(id, open.Id))),
        new(OrderAction.Withdraw, "", (life, _) => new WithdrawOrder(OrderLife.Id, null)),
        new(OrderAction.Reject, "", (life, _) => new RejectOrder(OrderLife.Id, "Not a service of ours.")),
        new(OrderAction.Forward, "", (life, _) => new ForwardOrder(OrderLife.Id, SisterStation)),
        new(OrderAction.Return, "", (life, _) => new ReturnOrder(OrderLife.Id, null)),
        new(OrderAction.Rate, "solved", (life, _) => new RateOrder(OrderLife.Id, Answer.Solved, 5, [], null, Objection.None)),
        new(OrderAction.Rate, "nobody came", (life, _) => new RateOrder(OrderLife.Id, Answer.Unsolved, null, [], null, Objection.NobodyCame)),
        new(OrderAction.Timeout, "", (life, _) => new TimeOutRating(OrderLife.Id)),
        new(OrderAction.CallBack, "confirmed", OnVisit((id, visit) => new CallBackVisit(id, visit.Id, true))),
        new(OrderAction.Resolve, "as recorded", Resolve(null)),
        new(OrderAction.Resolve, "30 minutes", Resolve(30)),
        new(OrderAction.Resolve, "none", Resolve(0)),
        new(OrderAction.CloseCase, "", OnCase((id, open) => new CloseCase(id, open.Id, null))),
        new(OrderAction.Report, "", OnVisit((id, visit) => new ReportPerson(id, visit.Id, "Rude."))),
        new(OrderAction.FindNobody, "", (life, _) => new FindNobody(OrderLife.Id)),
        new(OrderAction.Reopen, "", (life, _) => new ReopenOrder(OrderLife.Id, life.Now.AddDays(1), life.Now.AddDays(1).AddHours(1))),
    ];

    public string Label => How.Length == 0 ? Action.ToString() : $"{Action}, {How}";

    private static Func<OrderLife, TableContext, OrderCommand?> OnOffer(Func<Guid, Offer, OrderCommand> ask) => (life, context) =>
        context.Offered is { } person && life.Order.Offers.LastOrDefault(o => o.PersonId == person || o.PersonId is null) is { } offer ? ask(OrderLife.Id, offer) : null;

    private static Func<OrderLife, TableContext, OrderCommand?> OnVisit(Func<Guid, Assignment, OrderCommand> ask) => (life, _) =>
        life.Order.Assignments.FirstOrDefault(a => a.PersonId == Volunteer) is { } visit ? ask(OrderLife.Id, visit) : null;

    private static Func<OrderLife, TableContext, OrderCommand?> OnCase(Func<Guid, Case, OrderCommand> ask) => (life, _) =>
        life.Order.Cases.LastOrDefault() is { } latest ? ask(OrderLife.Id, latest) : null;

    private static Func<OrderLife, TableContext, OrderCommand?> Resolve(int? minutes) => (life, _) =>
        life.Order.Assignments.Any(a => a.PersonId == Volunteer) ? TableContext.Verdict(life, minutes) : new ResolveDispute(OrderLife.Id, [], null);
}
