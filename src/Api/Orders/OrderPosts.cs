using System.Globalization;
using TimeBank.Api.Desks;
using TimeBank.Api.Http;
using TimeBank.Orders;

namespace TimeBank.Api.Orders;

/// <summary>One-tap steps of an order from any page: the same form, command and desk as the API's.</summary>
public static class OrderPosts
{
    public static void MapOrderPosts(this RouteGroupBuilder posts) => posts.MapPost("/orders/{id:guid}/moves", async (Guid id, Posted posted, OrderDesk desk, MoveTold told, CancellationToken ct) =>
    {
        if (Read(posted.Form) is not { } form) { return posted.Answer<OrderReceipt>(HttpRefusals.Malformed); }
        if (!form.ToCommand(id).IsDone(out var command, out var why)) { return posted.Answer<OrderReceipt>(why); }
        return posted.Answer(await told.InWordsAsync(await desk.HandleAsync(posted.Key, posted.PersonId, command, ct), posted.PersonId, id, form.Version, ct));
    });

    /// <summary>Null: not a form of ours. Instants are not among its fields; steps that need them have pages of their own.</summary>
    private static MoveForm? Read(IFormCollection form)
    {
        if (Member<OrderAction>(form["action"]) is not { } action || form.Any(field => field.Value.Any(text => text?.Length > 1000))) { return null; }
        return new()
        {
            Action = action,
            Version = Number(form["version"]),
            OfferId = Id(form["offerId"]),
            AssignmentId = Id(form["assignmentId"]),
            CaseId = Id(form["caseId"]),
            SiteId = Id(form["siteId"]),
            PersonIds = [.. form["personIds"].Take(50).Select(text => Id(text)).OfType<Guid>()],
            Minutes = Number(form["minutes"]),
            Pool = form["pool"] == "true",
            Code = form["code"] is [{ Length: > 0 } code] ? code.Replace(" ", "", StringComparison.Ordinal) : null,
            Outcome = Member<VisitOutcome>(form["outcome"]) ?? VisitOutcome.Done,
            Reason = form["reason"],
            Answer = Member<Answer>(form["answer"]),
            Stars = Number(form["stars"]) is >= 1 and <= 5 and var stars ? stars : null,
            Tags = [.. form["tags"].Take(10).Select(text => Member<RatingTag>(text)).OfType<RatingTag>()],
            Words = form["words"],
            Objection = Member<Objection>(form["objection"]) ?? Objection.None,
            Confirms = form["confirms"] is ["true"] ? true : form["confirms"] is ["false"] ? false : null,
        };
    }

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>By its name alone: neither numbers nor joined names.</summary>
    private static T? Member<T>(string? text) where T : struct, Enum => Enum.GetNames<T>().Contains(text) ? Enum.Parse<T>(text!) : null;
}
