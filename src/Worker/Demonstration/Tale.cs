using TimeBank.Orders;
using TimeBank.Records;
using TimeBank.Storage;

namespace TimeBank.Worker.Demonstration;

/// <summary>The life of one order, deed by deed, each by the person whose step it is.</summary>
internal sealed class Tale : Chain
{
    private readonly Dictionary<Townsperson, Guid> _visits = [];
    private Guid _order;
    private Guid _correction;

    public Tale(string name, Wish wish, County county) : base(name)
    {
        Wish = wish;
        var key = KeyOfNext();
        Then(wish.PlacedAt, async (stage, at, ct) => Keep(await stage.AskAsync<OrderDesk, Outcome<OrderReceipt>>(
            at, desk => desk.PlaceAsync(Stage.KeyOf(wish.PlacedBy.PersonId, key), wish.PlacedBy.PersonId, wish.ToCommand(county), ct)), receipt => _order = receipt.Id));
    }

    public Wish Wish { get; }

    public Tale Offer(DateTimeOffset at, params Townsperson[] people) => OfferBy(at, Wish.Clerk, people);

    public Tale OfferBy(DateTimeOffset at, Townsperson by, params Townsperson[] people) =>
        Move(at, by, () => new DispatchOrder(_order, [.. people.Select(p => p.PersonId)], false, null));

    /// <param name="people">Those who are asked by name besides.</param>
    public Tale OpenToPool(DateTimeOffset at, DateTimeOffset until, params Townsperson[] people) =>
        Move(at, Wish.Clerk, () => new DispatchOrder(_order, [.. people.Select(p => p.PersonId)], true, until));

    public Tale Recall(DateTimeOffset at, Townsperson person) => Move(at, Wish.Clerk, async (stage, ct) => new RecallOffer(_order, await stage.OfferAsync(_order, person.PersonId, ct)));

    public Tale Decline(DateTimeOffset at, Townsperson person, bool pool = false) =>
        Move(at, person, async (stage, ct) => new DeclineOffer(_order, await stage.OfferAsync(_order, pool ? null : person.PersonId, ct)));

    public Tale Accept(DateTimeOffset at, Townsperson person, bool pool = false) =>
        Move(at, person, async (stage, ct) => new AcceptOffer(_order, await stage.OfferAsync(_order, pool ? null : person.PersonId, ct)), receipt => _visits[person] = receipt.MadeId!.Value);

    public Tale GiveBack(DateTimeOffset at, Townsperson person, string reason) => Move(at, person, () => new GiveBackVisit(_order, _visits[person], reason));

    /// <summary>The resident reads the code out at the door.</summary>
    public Tale CheckIn(DateTimeOffset at, Townsperson person) => Move(at, person, (stage, _) => Step(new CheckInVisit(_order, _visits[person], stage.CodesOf(_visits[person]).Start)));

    public Tale MistypeCode(DateTimeOffset at, Townsperson person) => Move(
        at, person, (stage, _) => Step(new CheckInVisit(_order, _visits[person], stage.CodesOf(_visits[person]).Start == "480217" ? "480218" : "480217")), expected: OrderRefusals.WrongCode);

    public Tale CheckOut(DateTimeOffset at, Townsperson person) =>
        Move(at, person, (stage, _) => Step(new CheckOutVisit(_order, _visits[person], stage.CodesOf(_visits[person]).End, VisitOutcome.Done)));

    /// <summary>The dispatcher's word where no code can be given.</summary>
    public Tale VouchIn(DateTimeOffset at, Townsperson person) => Move(at, Wish.Clerk, () => new CheckInVisit(_order, _visits[person], null));

    public Tale SayLate(DateTimeOffset at, Townsperson person, int minutes) => Move(at, person, () => new TellLate(_order, _visits[person], minutes));

    public Tale Report(DateTimeOffset at, Townsperson person, string words) => Move(at, Wish.Orderer, () => new ReportPerson(_order, _visits[person], words));

    public Tale VouchOut(DateTimeOffset at, Townsperson person, VisitOutcome outcome = VisitOutcome.Done) => Move(at, Wish.Clerk, () => new CheckOutVisit(_order, _visits[person], null, outcome));

    public Tale CallBack(DateTimeOffset at, Townsperson by, Townsperson person) => Move(at, by, () => new CallBackVisit(_order, _visits[person], true));

    public Tale MarkNoShow(DateTimeOffset at, Townsperson person) => Move(at, Wish.Clerk, () => new MarkNoShow(_order, _visits[person]));

    public Tale Settle(DateTimeOffset at, Townsperson by, Townsperson person, DateTimeOffset from, DateTimeOffset until, string reason) =>
        Move(at, by, () => new SettleAssignment(_order, _visits[person], from, until, reason));

    public Tale Approve(DateTimeOffset at, Townsperson by, CaseKind kind) => Move(at, by, async (stage, ct) => new ApproveCase(_order, await stage.CaseAsync(_order, kind, ct)));

    public Tale CloseComplaint(DateTimeOffset at, string words) => Move(at, Wish.Clerk, async (stage, ct) => new CloseCase(_order, await stage.CaseAsync(_order, CaseKind.Complaint, ct), words));

    /// <param name="minutes">Null: as recorded.</param>
    public Tale Resolve(DateTimeOffset at, Townsperson by, Townsperson person, int? minutes, string reason) =>
        Move(at, by, () => new ResolveDispute(_order, [new Verdict(_visits[person], minutes)], reason));

    public Tale Rate(DateTimeOffset at, Answer answer, int stars, IReadOnlyList<RatingTag> tags, string? words, Objection objection = Objection.None) =>
        RateBy(at, Wish.Orderer, answer, stars, tags, words, objection);

    public Tale RateBy(DateTimeOffset at, Townsperson by, Answer answer, int stars, IReadOnlyList<RatingTag> tags, string? words, Objection objection = Objection.None) =>
        Move(at, by, () => new RateOrder(_order, answer, stars, tags, words, objection));

    public Tale Change(DateTimeOffset at, DateTimeOffset from, DateTimeOffset until) => Move(at, Wish.Orderer, () => new ChangeOrder(_order, from, until, null, null, null));

    public Tale Withdraw(DateTimeOffset at, string reason) => Move(at, Wish.Orderer, () => new WithdrawOrder(_order, reason));

    public Tale Reject(DateTimeOffset at, string reason) => Move(at, Wish.Clerk, () => new RejectOrder(_order, reason));

    public Tale Forward(DateTimeOffset at, Guid siteId) => Move(at, Wish.Clerk, () => new ForwardOrder(_order, siteId));

    public Tale Return(DateTimeOffset at, Townsperson by, string reason) => Move(at, by, () => new ReturnOrder(_order, reason));

    /// <summary>What follows is about the new order.</summary>
    public Tale Reopen(DateTimeOffset at, DateTimeOffset from, DateTimeOffset until) => Move(at, Wish.Orderer, () => new ReopenOrder(_order, from, until), receipt =>
    {
        _order = receipt.Id;
        _visits.Clear();
    });

    /// <param name="minutes">More or less than the record says.</param>
    public Tale ProposeCorrection(DateTimeOffset at, Townsperson by, int minutes) => Correct(at, by, async (desk, stage, key, ct) =>
    {
        var record = await stage.RecordAsync(_order, ct);
        return await desk.ProposeAsync(key, by.PersonId, new(record.Id, Math.Max(0, record.Minutes + minutes), CorrectionReason.WrongTimes), ct);
    });

    public Tale ApproveCorrection(DateTimeOffset at, Townsperson by) => Correct(at, by, (desk, _, key, ct) => desk.ApproveAsync(key, by.PersonId, _correction, ct));

    public Tale EndCorrection(DateTimeOffset at, Townsperson by) => Correct(at, by, (desk, _, key, ct) => desk.EndAsync(key, by.PersonId, _correction, ct));

    private Tale Correct(DateTimeOffset planned, Townsperson by, Func<CorrectRecord, Stage, CommandKey, CancellationToken, Task<Outcome<CorrectionReceipt>>> ask)
    {
        var key = KeyOfNext();
        Then(planned, async (stage, at, ct) => Keep(
            await stage.AskAsync<CorrectRecord, Outcome<CorrectionReceipt>>(at, desk => ask(desk, stage, Stage.KeyOf(by.PersonId, key), ct)), receipt => _correction = receipt.Id));
        return this;
    }

    private static Task<OrderCommand> Step(OrderCommand command) => Task.FromResult(command);

    private Tale Move(DateTimeOffset at, Townsperson by, Func<OrderCommand> command) => Move(at, by, (_, _) => Step(command()));

    private Tale Move(DateTimeOffset at, Townsperson by, Func<OrderCommand> command, Action<OrderReceipt> then) => Move(at, by, (_, _) => Step(command()), then);

    /// <param name="expected">The refusal that belongs to the tale.</param>
    private Tale Move(DateTimeOffset planned, Townsperson by, Func<Stage, CancellationToken, Task<OrderCommand>> command, Action<OrderReceipt>? then = null, Refusal? expected = null)
    {
        var key = KeyOfNext();
        Then(planned, async (stage, at, ct) =>
        {
            var asked = await command(stage, ct);
            var outcome = await stage.AskAsync<OrderDesk, Outcome<OrderReceipt>>(at, desk => desk.HandleAsync(Stage.KeyOf(by.PersonId, key), by.PersonId, asked, ct));
            return outcome is Outcome<OrderReceipt>.Refused(var why) && why.Code == expected?.Code ? null : Keep(outcome, then);
        });
        return this;
    }

    private static Refusal? Keep<T>(Outcome<T> outcome, Action<T>? then)
    {
        if (outcome is Outcome<T>.Done(var value)) { then?.Invoke(value); }
        return Why(outcome);
    }
}
