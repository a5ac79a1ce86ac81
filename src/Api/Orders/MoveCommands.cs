using TimeBank.Orders;

namespace TimeBank.Api.Orders;

/// <summary>A move's form becomes its command, or says which field is missing.</summary>
public static class MoveCommands
{
    public static readonly Refusal FieldMissing = new("move.field_missing", RefusalKind.Invalid, "This step needs a further field.", "这一步还缺少必填内容。");

    public static Outcome<OrderCommand> ToCommand(this MoveForm form, Guid orderId)
    {
        if (Missing(form) is { } field) { return FieldMissing.With("field", field); }
        return (form.Action switch
        {
            OrderAction.Recall or OrderAction.Lapse or OrderAction.Decline or OrderAction.Accept => OfOffer(form, orderId),
            OrderAction.GiveBack or OrderAction.Late or OrderAction.CheckIn or OrderAction.CheckOut or OrderAction.NoShow or OrderAction.MissedCheckOut or OrderAction.CallBack or OrderAction.Report =>
                OfVisit(form, orderId),
            OrderAction.Settle or OrderAction.Approve or OrderAction.Resolve or OrderAction.CloseCase => OfCase(form, orderId),
            _ => OfOrder(form, orderId),
        }) with
        { SeenVersion = form.Version };
    }

    private static string? Missing(MoveForm form) => form.Action switch
    {
        OrderAction.Recall or OrderAction.Lapse or OrderAction.Decline or OrderAction.Accept when form.OfferId is null => "offerId",
        OrderAction.GiveBack or OrderAction.Late or OrderAction.CheckIn or OrderAction.CheckOut or OrderAction.NoShow or OrderAction.MissedCheckOut or OrderAction.Settle or OrderAction.CallBack or OrderAction.Report
            when form.AssignmentId is null => "assignmentId",
        OrderAction.Late when form.Minutes is null => "minutes",
        OrderAction.Approve or OrderAction.CloseCase when form.CaseId is null => "caseId",
        // The second person approves what they have seen, not what was proposed since.
        OrderAction.Approve when form.Version is null => "version",
        OrderAction.Report when string.IsNullOrWhiteSpace(form.Words) => "words",
        OrderAction.Reject when string.IsNullOrWhiteSpace(form.Reason) => "reason",
        OrderAction.Forward when form.SiteId is null => "siteId",
        OrderAction.Rate when form.Answer is null or Answer.NoAnswer => "answer",
        OrderAction.CallBack when form.Confirms is null => "confirms",
        OrderAction.Resolve when form.Verdicts?.All(v => v is not null) is not true => "verdicts",
        OrderAction.Reopen when form.WantedFrom is null => "wantedFrom",
        OrderAction.Reopen when form.WantedUntil is null => "wantedUntil",
        _ => null,
    };

    private static OrderCommand OfOffer(MoveForm form, Guid id) => form.Action switch
    {
        OrderAction.Recall => new RecallOffer(id, form.OfferId!.Value),
        OrderAction.Lapse => new LapseOffer(id, form.OfferId!.Value),
        OrderAction.Decline => new DeclineOffer(id, form.OfferId!.Value),
        _ => new AcceptOffer(id, form.OfferId!.Value),
    };

    private static OrderCommand OfVisit(MoveForm form, Guid id) => form.Action switch
    {
        OrderAction.GiveBack => new GiveBackVisit(id, form.AssignmentId!.Value, form.Reason),
        OrderAction.Late => new TellLate(id, form.AssignmentId!.Value, form.Minutes!.Value),
        OrderAction.CheckIn => new CheckInVisit(id, form.AssignmentId!.Value, CodeOf(form)),
        OrderAction.CheckOut => new CheckOutVisit(id, form.AssignmentId!.Value, CodeOf(form), form.Outcome),
        OrderAction.NoShow => new MarkNoShow(id, form.AssignmentId!.Value),
        OrderAction.MissedCheckOut => new MissCheckOut(id, form.AssignmentId!.Value),
        OrderAction.Report => new ReportPerson(id, form.AssignmentId!.Value, form.Words!),
        _ => new CallBackVisit(id, form.AssignmentId!.Value, form.Confirms!.Value),
    };

    /// <summary>An empty field is no try: five tries lock the code.</summary>
    private static string? CodeOf(MoveForm form) => string.IsNullOrWhiteSpace(form.Code) ? null : form.Code;

    private static OrderCommand OfCase(MoveForm form, Guid id) => form.Action switch
    {
        OrderAction.Settle => new SettleAssignment(id, form.AssignmentId!.Value, form.From, form.Until, form.Reason),
        OrderAction.Approve => new ApproveCase(id, form.CaseId!.Value),
        OrderAction.Resolve => new ResolveDispute(id, [.. form.Verdicts!.Select(v => new Verdict(v.AssignmentId, v.Minutes))], form.Reason),
        _ => new CloseCase(id, form.CaseId!.Value, form.Words),
    };

    private static OrderCommand OfOrder(MoveForm form, Guid id) => form.Action switch
    {
        OrderAction.Change => new ChangeOrder(id, form.WantedFrom, form.WantedUntil, form.Places, form.Need, form.Address),
        OrderAction.Dispatch => new DispatchOrder(id, form.PersonIds ?? [], form.Pool, form.Deadline),
        OrderAction.Undo => new UndoDispatch(id),
        OrderAction.Withdraw => new WithdrawOrder(id, form.Reason),
        OrderAction.Reject => new RejectOrder(id, form.Reason!),
        OrderAction.Forward => new ForwardOrder(id, form.SiteId!.Value),
        OrderAction.Return => new ReturnOrder(id, form.Reason),
        OrderAction.Rate => new RateOrder(id, form.Answer!.Value, form.Stars, form.Tags ?? [], form.Words, form.Objection),
        OrderAction.Timeout => new TimeOutRating(id),
        OrderAction.FindNobody => new FindNobody(id),
        OrderAction.Reopen => new ReopenOrder(id, form.WantedFrom!.Value, form.WantedUntil!.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };
}
