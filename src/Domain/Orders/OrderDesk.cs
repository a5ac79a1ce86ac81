using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TimeBank.Events;
using TimeBank.Records;
using TimeBank.Reports;
using TimeBank.Storage;

namespace TimeBank.Orders;

/// <summary>The answer to a step that was taken.</summary>
/// <param name="MadeId">The assignment, case or following order that the step made, if it made one.</param>
public sealed record OrderReceipt(Guid Id, long Number, OrderState State, int Version, Guid? MadeId = null);

/// <summary>The one door for every step of an order: lock, seen before?, decide, apply, record, commit.</summary>
public sealed class OrderDesk(TimeBankDb db, Once once, OrderFactsQueries facts, RecordKeeper records, DayRolls rolls, OrderPlacing placing, DeploymentKeys keys)
{
    /// <summary>A new order (点单).</summary>
    public Task<Outcome<OrderReceipt>> PlaceAsync(CommandKey key, Guid callerId, PlaceOrder command, CancellationToken ct) =>
        once.DoAsync(key, async () => await placing.PlaceAsync(key, callerId, command, ct), ct);

    /// <param name="callerId">Null: the worker.</param>
    public Task<Outcome<OrderReceipt>> HandleAsync(CommandKey key, Guid? callerId, OrderCommand command, CancellationToken ct) =>
        once.DoAsync(key, () => StepAsync(key, callerId, command, ct), ct);

    private async Task<(Outcome<OrderReceipt>, bool Keep)> StepAsync(CommandKey key, Guid? callerId, OrderCommand command, CancellationToken ct)
    {
        if (TextsOf(command).Select(t => OrderText.WhyTooLong(t.Kind, t.Text)).FirstOrDefault(why => why is not null) is { } tooLong) { return (tooLong, false); }
        if (command is AcceptOffer accept && await TooLateAsync(callerId, accept, ct) is { } taken) { return (taken, false); }
        if (await db.LockOrderAsync(command.OrderId, ct) is not { } order) { return (OrderRefusals.NotFound, false); }
        // One person takes one place at a time: two at the same hour would meet in the table's exclusion, each waiting for the other. And whoever is leaving at this moment has gone before,
        // or waits until the place is theirs.
        if (command is AcceptOffer) { await db.RowsAsync<int>($"select 1 from persons where id = {callerId} for no key update", ct); }
        var known = await facts.ForAsync(order, callerId, command, ct);
        var (stateBefore, countedBefore) = (order.State, rolls.CountsOf(order));
        var decision = OrderLifecycle.Decide(order, known, command);
        if (decision.Refusal is { } no && decision.Events.Count == 0) { return (no, false); }
        if (command is ReopenOrder reopen) { return (await placing.FollowAsync(key, callerId!.Value, order, reopen, ct), false); }

        var firstVersion = order.Version + 1;
        var events = OrderLifecycle.Carry(order, known, decision.Events);
        WriteHistory(key, order, events, firstVersion);
        WriteTexts(order, command, events);
        var rated = WriteRating(order, command, known);
        await HideFromPoolAsync(order, command, callerId, ct);
        var restood = await records.FollowAsync(order, known, stateBefore, events, ct);
        rolls.CountStep(order, countedBefore, rated, restood);
        return (decision.Refusal is { } refusal ? refusal : new OrderReceipt(order.Id, order.Number, order.State, order.Version, MadeBy(events)), true);
    }

    /// <summary>An offer that has ended never lives again: whoever comes too late for it hears so without standing in the line of those who came in time.</summary>
    private async Task<Refusal?> TooLateAsync(Guid? callerId, AcceptOffer command, CancellationToken ct)
    {
        if (!await db.Offers.AnyAsync(o => o.Id == command.OfferId && o.OrderId == command.OrderId && o.State != OfferState.Live, ct)) { return null; }
        var order = await db.ReadOrderAsync(command.OrderId, ct);
        return OrderLifecycle.Decide(order, await facts.ForAsync(order, callerId, command, ct), command).Refusal is { } no && no.Code == OrderRefusals.Taken.Code ? no : null;
    }

    private void WriteHistory(CommandKey key, Order order, IReadOnlyList<OrderEvent> events, int firstVersion)
    {
        foreach (var (happened, index) in events.Select((e, i) => (e, i))) { db.RecordOrderEvent(key, order.Id, firstVersion + index, happened); }
    }

    private static (OrderTextKind Kind, string? Text)[] TextsOf(OrderCommand command) => command switch
    {
        ChangeOrder c => [(OrderTextKind.Need, c.Need), (OrderTextKind.Address, c.Address)],
        GiveBackVisit c => [(OrderTextKind.Reason, c.Reason)],
        SettleAssignment c => [(OrderTextKind.Reason, c.Reason)],
        ReturnOrder c => [(OrderTextKind.Reason, c.Reason)],
        ResolveDispute c => [(OrderTextKind.Reason, c.Reason)],
        WithdrawOrder c => [(OrderTextKind.Closing, c.Reason)],
        RejectOrder c => [(OrderTextKind.Closing, c.Reason)],
        RateOrder c => [(OrderTextKind.Words, c.Words)],
        CloseCase c => [(OrderTextKind.Report, c.Words)],
        ReportPerson c => [(OrderTextKind.Complaint, c.Words)],
        _ => [],
    };

    private void WriteTexts(Order order, OrderCommand command, IReadOnlyList<OrderEvent> events) =>
        db.OrderTexts.AddRange(from text in TextsOf(command)
                               where !string.IsNullOrWhiteSpace(text.Text)
                               select new OrderText { OrderId = order.Id, Kind = text.Kind, Version = order.Version, Sealed = keys.Seal(text.Text), CaseId = CaseOf(command, events) });

    private static Guid? CaseOf(OrderCommand command, IReadOnlyList<OrderEvent> events) => command switch
    {
        CloseCase c => c.CaseId,
        ReportPerson => events.OfType<CaseOpened>().Single().CaseId,
        _ => null,
    };

    private Rating? WriteRating(Order order, OrderCommand command, OrderFacts known)
    {
        if (order.State is not (OrderState.Rated or OrderState.Disputed)) { return null; }
        Rating? rating = command switch
        {
            RateOrder c => new() { OrderId = order.Id, Answer = c.Answer, Stars = c.Stars, Tags = [.. c.Tags.Distinct().Select(t => t.ToString())], RatedById = known.CallerId, RatedAt = known.Now },
            TimeOutRating => new() { OrderId = order.Id, Answer = Answer.NoAnswer, Tags = [], RatedAt = known.Now },
            _ => null,
        };
        if (rating is not null) { db.Ratings.Add(rating); }
        return rating;
    }

    /// <summary>Declining twice is declining.</summary>
    private async Task HideFromPoolAsync(Order order, OrderCommand command, Guid? callerId, CancellationToken ct)
    {
        if (command is not DeclineOffer c || order.OfferOf(c.OfferId).PersonId is not null) { return; }
        if (await db.PoolHides.AnyAsync(h => h.OfferId == c.OfferId && h.PersonId == callerId, ct)) { return; }
        db.PoolHides.Add(new() { OfferId = c.OfferId, PersonId = callerId!.Value });
    }

    private static Guid? MadeBy(IReadOnlyList<OrderEvent> events) => events.Select(e => e switch
    {
        OfferTaken taken => taken.AssignmentId,
        CaseProposed proposed => proposed.CaseId,
        CaseOpened { ReporterId: not null } opened => opened.CaseId,
        _ => (Guid?)null,
    }).FirstOrDefault(id => id is not null);
}

internal static class OrderHistory
{
    /// <summary>One event becomes one line of the history and one row of the outbox.</summary>
    public static void RecordOrderEvent(this TimeBankDb db, CommandKey key, Guid orderId, int version, OrderEvent happened)
    {
        var data = JsonSerializer.SerializeToElement(happened, WireJson.Options);
        var name = data.GetProperty("type").GetString()!;
        db.OrderEvents.Add(new() { OrderId = orderId, Version = version, Name = name, At = happened.At, ActorId = happened.ActorId, CommandId = key.Id, Data = data.GetRawText() });
        db.Outbox.Add(new() { Id = Guid.CreateVersion7(happened.At), Type = name, Subject = orderId, Version = version, At = happened.At, Data = data.GetRawText() });
    }
}
