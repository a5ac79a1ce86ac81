using System.Globalization;
using System.Text;
using TimeBank.Api.Desks;
using TimeBank.Api.Http;
using TimeBank.Orders;

namespace TimeBank.Api.Orders;

/// <summary>One-tap steps of an order from any page: the same form, command and desk as the API's.</summary>
public static class OrderPosts
{
    public static void MapOrderPosts(this RouteGroupBuilder posts) => posts.MapPost("/orders/{id:guid}/moves", async (Guid id, Posted posted, OrderDesk desk, MoveTold told, CancellationToken ct) =>
    {
        if (Read(posted.Form) is not { } form) { return posted.Answer<OrderReceipt>(HttpRefusals.Unreadable); }
        if (!form.ToCommand(id).IsDone(out var command, out var why)) { return posted.Answer<OrderReceipt>(why); }
        return posted.Answer(await told.InWordsAsync(await desk.HandleAsync(posted.Key, posted.PersonId, command, ct), posted.PersonId, id, form.Version, ct));
    });

    /// <summary>Null: not a form of ours. Instants are not among its fields; steps that need them have pages of their own.</summary>
    private static MoveForm? Read(IFormCollection form)
    {
        if (Named.Member<OrderAction>(form["action"]) is not { } action || Named.IsUnknown<VisitOutcome>(form["outcome"]) || Named.IsUnknown<Answer>(form["answer"]) || Named.IsUnknown<Objection>(form["objection"])) { return null; }
        var stars = Number(form["stars"]);
        if (form["tags"].Any(Named.IsUnknown<RatingTag>) || (stars is null ? form["stars"].ToString().Length > 0 : stars is < 1 or > 5)) { return null; }
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
            Code = form["code"] is [{ Length: > 0 } code] ? code.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal) : null,   // a Chinese keyboard's wide digits
            Outcome = Named.Member<VisitOutcome>(form["outcome"]) ?? VisitOutcome.Done,
            Reason = form["reason"],
            Answer = Named.Member<Answer>(form["answer"]),
            Stars = stars,
            Tags = [.. form["tags"].Take(10).Select(text => Named.Member<RatingTag>(text)).OfType<RatingTag>()],
            Words = form["words"],
            Objection = Named.Member<Objection>(form["objection"]) ?? Objection.None,
            Confirms = form["confirms"] is ["true"] ? true : form["confirms"] is ["false"] ? false : null,
        };
    }

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
