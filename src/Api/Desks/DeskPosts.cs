using System.Globalization;
using TimeBank.Api.Http;
using TimeBank.Desks;
using TimeBank.Orders;
using TimeBank.Records;

namespace TimeBank.Api.Desks;

/// <summary>Steps of the desk that need more than a tap: whom, until when, from when to when. All go to the same desks as the API's.</summary>
public static class DeskPosts
{
    private const int UsualMinutes = 60;

    public static void MapDeskPosts(this RouteGroupBuilder posts)
    {
        var desk = posts.MapGroup("/desk");
        desk.MapPost("/orders/{id:guid}/dispatch", DispatchAsync);
        desk.MapPost("/orders/{id:guid}/change", ChangeAsync);
        desk.MapPost("/orders/{id:guid}/settle", SettleAsync);
        desk.MapPost("/orders/{id:guid}/resolve", ResolveAsync);
        desk.MapPost("/orders/{id:guid}/reopen", ReopenAsync);
        desk.MapPost("/calls", TickAsync);
        desk.MapPost("/records/{id:guid}/corrections", ProposeAsync);
        desk.MapPost("/corrections/{id:guid}/approve", (Guid id, Posted posted, CorrectRecord corrections, CancellationToken ct) =>
            AnswerAsync(posted, corrections.ApproveAsync(posted.Key, posted.PersonId, id, ct)));
        desk.MapPost("/corrections/{id:guid}/end", (Guid id, Posted posted, CorrectRecord corrections, CancellationToken ct) =>
            AnswerAsync(posted, corrections.EndAsync(posted.Key, posted.PersonId, id, ct)));
    }

    /// <summary>One by its own button, several that are ticked, or the pool. What the page showed must still be so: two who dispatch at once do it once.</summary>
    private static async Task<IResult> DispatchAsync(Guid id, Posted posted, OrderDesk desk, MoveTold told, TimeProvider clock, CancellationToken ct)
    {
        var people = Id(posted.Form["only"]) is { } one ? [one] : posted.Form["personIds"].Take(50).Select(text => Id(text)).OfType<Guid>().ToArray();
        var pool = posted.Form["pool"] == "true";
        var seen = Number(posted.Form["version"]);
        DateTimeOffset? deadline = Number(posted.Form["minutes"]) is { } minutes and > 0 ? clock.GetUtcNow().AddMinutes(minutes) : null;
        DispatchOrder command = new(id, pool ? [] : people, pool, deadline) { SeenVersion = seen ?? 0 };
        return posted.Answer(await told.InWordsAsync(await desk.HandleAsync(posted.Key, posted.PersonId, command, ct), posted.PersonId, id, seen, ct));
    }

    private static Task<IResult> ChangeAsync(Guid id, Posted posted, OrderDesk desk, MoveTold told, LocalTime local, CancellationToken ct)
    {
        var form = posted.Form;
        if (!DeskTime.Read(form["day"], form["from"], form["until"], UsualMinutes, local).IsDone(out var span, out var why)) { return Task.FromResult(posted.Answer<OrderReceipt>(why)); }
        // Fields that stand as they stood change nothing: another time or place would let the volunteers go.
        var moved = form["was"] != $"{form["day"]} {form["from"]} {form["until"]}";
        return StepAsync(posted, desk, told, new ChangeOrder(id, moved ? span.From : null, moved ? span.Until : null, Number(form["places"]),
            Changed(form, "need"), Changed(form, "address"))
        { SeenVersion = Number(form["version"]) }, ct);
    }

    /// <summary>From when to when it really was; "none" where nothing took place.</summary>
    private static Task<IResult> SettleAsync(Guid id, Posted posted, OrderDesk desk, MoveTold told, LocalTime local, CancellationToken ct)
    {
        var form = posted.Form;
        if (Id(form["assignmentId"]) is not { } visit) { return Task.FromResult(posted.Answer<OrderReceipt>(HttpRefusals.Unreadable)); }
        (DateTimeOffset? From, DateTimeOffset? Until) span = (null, null);
        if (form["none"] != "true")
        {
            if (!DeskTime.Read(form["day"], form["from"], form["until"], UsualMinutes, local).IsDone(out var real, out var why)) { return Task.FromResult(posted.Answer<OrderReceipt>(why)); }
            span = real;
        }

        return StepAsync(posted, desk, told, new SettleAssignment(id, visit, span.From, span.Until, form["reason"]) { SeenVersion = Number(form["version"]) }, ct);
    }

    /// <summary>For each visit as recorded, other minutes or none; the field is <c>verdict-ID</c>, and <c>minutes-ID</c> where they are other ones.</summary>
    private static Task<IResult> ResolveAsync(Guid id, Posted posted, OrderDesk desk, MoveTold told, CancellationToken ct)
    {
        var form = posted.Form;
        Verdict[] verdicts =
        [
            .. from field in form
               where field.Key.StartsWith("verdict-", StringComparison.Ordinal)
               let visit = Id(field.Key["verdict-".Length..])
               where visit is not null
               select new Verdict(visit.Value, field.Value.ToString() switch { "none" => 0, "minutes" => Number(form[$"minutes-{visit}"]) ?? -1, _ => null }),
        ];
        return StepAsync(posted, desk, told, new ResolveDispute(id, verdicts, form["reason"]) { SeenVersion = Number(form["version"]) }, ct);
    }

    private static async Task<IResult> ReopenAsync(Guid id, Posted posted, OrderDesk desk, LocalTime local, CancellationToken ct)
    {
        var form = posted.Form;
        if (!DeskTime.Read(form["day"], form["from"], form["until"], UsualMinutes, local).IsDone(out var span, out var why)) { return posted.Answer<OrderReceipt>(why); }
        return posted.Answer(await desk.HandleAsync(posted.Key, posted.PersonId, new ReopenOrder(id, span.From, span.Until), ct), receipt => $"/desk/orders/{receipt.MadeId}");
    }

    private static Task<IResult> TickAsync(Posted posted, TickCall calls, CancellationToken ct) =>
        (Id(posted.Form["orderId"]), Id(posted.Form["personId"]), Id(posted.Form["throughId"])) is ({ } order, { } person, { } through)
            ? AnswerAsync(posted, calls.TickAsync(posted.Key, posted.PersonId, order, person, through, ct))
            : Task.FromResult(posted.Answer<Guid>(HttpRefusals.Unreadable));

    private static Task<IResult> ProposeAsync(Guid id, Posted posted, CorrectRecord corrections, CancellationToken ct) =>
        Number(posted.Form["minutes"]) is { } minutes && Named.Member<CorrectionReason>(posted.Form["reason"]) is { } reason
            ? AnswerAsync(posted, corrections.ProposeAsync(posted.Key, posted.PersonId, new(id, minutes, reason), ct))
            : Task.FromResult(posted.Answer<CorrectionReceipt>(HttpRefusals.Unreadable));

    private static async Task<IResult> StepAsync(Posted posted, OrderDesk desk, MoveTold told, OrderCommand command, CancellationToken ct) =>
        posted.Answer(await told.InWordsAsync(await desk.HandleAsync(posted.Key, posted.PersonId, command, ct), posted.PersonId, command.OrderId, command.SeenVersion, ct));

    private static async Task<IResult> AnswerAsync<T>(Posted posted, Task<Outcome<T>> asked) => posted.Answer(await asked);

    /// <summary>What was typed, where it is not what stood there.</summary>
    private static string? Changed(IFormCollection form, string field) => form[field] == form[$"{field}-was"] ? null : form[field].ToString();

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
