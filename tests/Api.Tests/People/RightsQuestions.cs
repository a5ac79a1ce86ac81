using System.Net;
using System.Text.Json;
using TimeBank.Orders;
using TimeBank.People;

namespace TimeBank.Api.Tests.People;

/// <summary>A line of the table: one thing that is asked of the Api, in such a way that asking changes nothing that another line looks at.</summary>
/// <param name="Room">The heading it stands below.</param>
/// <param name="Route">Method and pattern, as the Api maps them: what no line names must be somebody's own or public.</param>
/// <param name="Done">The refusal that only those hear who have the right; null: the answer is given.</param>
/// <param name="Shows">For a reader: whether the answer holds what the line is about.</param>
/// <param name="IsSearch">What a search does not show does not exist.</param>
internal sealed partial record RightsQuestion(string Room, string What, string Route, Func<RightsStage, string> Path, Func<RightsStage, object?> Body, string? Done = null, Func<JsonElement, bool>? Shows = null, bool IsSearch = false)
{
    private const string Orders = "ORDERS of the site";
    private const string People = "PEOPLE whose home is the site";
    private const string Staff = "APPOINTMENTS at the site";
    private const string Sites = "THE SITE, its terms and figures";

    /// <summary>Every step of an order is asked with an old version: whoever has the right hears that the order has moved.</summary>
    private static IEnumerable<RightsQuestion> Moves => from action in Enum.GetValues<OrderAction>()
                                                        select new RightsQuestion(
        Orders, action.ToString(), "POST /api/v1/orders/{id}/moves", s => $"/orders/{s.Order}/moves", s => s.Move(action), OrderRefusals.Moved.Code);

    public static readonly RightsQuestion[] All =
    [
        new(Orders, "see one", "GET /api/v1/orders/{id}", s => $"/orders/{s.Order}", _ => null),
        new(Orders, "see need and address", "GET /api/v1/orders/{id}", s => $"/orders/{s.Order}", _ => null, Shows: o => Has(o, "need") && Has(o, "address")),
        new(Orders, "see whom it is for, with phone", "GET /api/v1/orders/{id}", s => $"/orders/{s.Order}", _ => null, Shows: o => Has(o, "served")),
        new(Orders, "see who is asked and who serves", "GET /api/v1/orders/{id}", s => $"/orders/{s.Order}", _ => null, Shows: o => o.GetProperty("offers").GetArrayLength() > 0 && o.GetProperty("assignments").GetArrayLength() > 0),
        new(Orders, "see whom to ask for it", "GET /api/v1/orders/{id}/candidates", s => $"/orders/{s.Order}/candidates", _ => null),
        new(Orders, "list them", "GET /api/v1/orders", s => $"/orders?list=Site&siteId={s.Site}", _ => null),
        new(Orders, "list what must be settled", "GET /api/v1/cases", s => $"/cases?siteId={s.Site}", _ => null),
        new(Orders, "place one for a caller", "POST /api/v1/orders", _ => "/orders", s => s.Place(s.Resident, OrderOrigin.Resident), OrderRefusals.PossibleDuplicate.Code),
        new(Orders, "place one of the centre", "POST /api/v1/orders", _ => "/orders", s => s.Place(null, OrderOrigin.Centre)),
        .. Moves,
        new(Orders, "list photos", "GET /api/v1/orders/{id}/photos", s => $"/orders/{s.Order}/photos", _ => null),
        new(Orders, "see a photo", "GET /api/v1/orders/{id}/photos/{photoId}", s => $"/orders/{s.Order}/photos/{s.Photo}", _ => null),
        new(Orders, "add a photo", "POST /api/v1/orders/{id}/photos", s => $"/orders/{s.Order}/photos", _ => null, "photo.late"),
        new(Orders, "take a photo away", "DELETE /api/v1/orders/{id}/photos/{photoId}", s => $"/orders/{s.Order}/photos/{Guid.AllBitsSet}", _ => null, "photo.not_found"),
        new(Orders, "propose a correction", "POST /api/v1/records/{id}/corrections", s => $"/records/{s.Record}/corrections", _ => new { minutes = RightsStage.RecordMinutes, reason = "Other" }, "correction.not_now"),
        new(Orders, "see a correction", "GET /api/v1/corrections/{id}", s => $"/corrections/{s.Correction}", _ => null),
        new(Orders, "list corrections that wait", "GET /api/v1/corrections", s => $"/corrections?siteId={s.Site}", _ => null),
        new(Orders, "refuse another's correction", "DELETE /api/v1/corrections/{id}", s => $"/corrections/{s.Correction}", _ => null),
        new(Orders, "approve another's correction", "POST /api/v1/corrections/{id}/approvals", s => $"/corrections/{s.Correction}/approvals", _ => null),

        new(People, "see one", "GET /api/v1/persons/{id}", s => $"/persons/{s.Person}", _ => null),
        new(People, "see the phone whole", "GET /api/v1/persons/{id}", s => $"/persons/{s.Person}", _ => null, Shows: p => p.GetProperty("phone").GetString() == RightsStage.Phone),
        new(People, "see the address", "GET /api/v1/persons/{id}", s => $"/persons/{s.Person}", _ => null, Shows: p => Has(p, "address")),
        new(People, "find by name", "POST /api/v1/persons/searches", _ => "/persons/searches", _ => new { name = RightsStage.Name }, Shows: p => p.GetArrayLength() > 0, IsSearch: true),
        new(People, "enrol", "POST /api/v1/persons", _ => "/persons", s => new { homeSiteId = s.Site, name = RightsStage.Name, phone = RightsStage.Phone }, "person.possible_duplicate"),
        new(People, "change details", "PATCH /api/v1/persons/{id}", s => $"/persons/{s.Person}", _ => new { address = "昭明台 1 栋" }),
        new(People, "write down who lives with whom", "POST /api/v1/persons/{id}/household", s => $"/persons/{s.Person}/household", _ => new { }),
        new(People, "hand out an activation code", "POST /api/v1/persons/{id}/activation-codes", s => $"/persons/{s.Person}/activation-codes", _ => null),
        new(People, "verify the real name", "POST /api/v1/persons/{id}/real-name", s => $"/persons/{s.Person}/real-name", _ => new { name = RightsStage.Name, idNumber = RightsStage.IdNumber }),
        new(People, "open the whole identity number", "POST /api/v1/persons/{id}/id-number-openings", s => $"/persons/{s.Person}/id-number-openings", _ => new { purpose = "核对身份" }),
        new(People, "confirm a qualification", "POST /api/v1/persons/{id}/qualifications", s => $"/persons/{s.Person}/qualifications", _ => new { name = "护士" }),
        new(People, "keep apart from somebody", "POST /api/v1/persons/{id}/apart", s => $"/persons/{s.Person}/apart", _ => new { personId = Guid.AllBitsSet }, "apart.unknown"),
        new(People, "make a volunteer, issue a passbook", "POST /api/v1/persons/{id}/volunteering", s => $"/persons/{s.Person}/volunteering", _ => null),

        new(Staff, "list them", "GET /api/v1/appointments", s => $"/appointments?siteId={s.Site}", _ => null),
        .. from right in Enum.GetValues<Right>()
           select new RightsQuestion(Staff, $"appoint: {right.ToString().ToLowerInvariant()}", "POST /api/v1/appointments", _ => "/appointments", s => new { personId = s.Colleague, siteId = s.Site, right }, "appointment.already"),
        .. from right in Enum.GetValues<Right>()
           select new RightsQuestion(Staff, $"end: {right.ToString().ToLowerInvariant()}", "DELETE /api/v1/appointments/{id}", s => $"/appointments/{s.Ended[right]}", _ => null, "appointment.ended"),

        new(Sites, "add a point below it", "POST /api/v1/sites", _ => "/sites", s => new { parentId = s.Site, code = s.SiteCode, name = "书屋" }, "site.code_taken"),
        new(Sites, "change its phone and place", "PATCH /api/v1/sites/{id}", s => $"/sites/{s.Site}", _ => new { phone = "0710-3512345" }),
        new(Sites, "set its terms", "POST /api/v1/policies", _ => "/policies", s => new { siteId = s.Site, validFrom = "2020-01-01T00:00:00Z" }, "policy.past"),
        new(Sites, "read its summary", "GET /api/v1/sites/{id}/summary", s => $"/sites/{s.Site}/summary", _ => null),
        .. Administration,
        new(Sites, "read its statistics", "GET /api/v1/sites/{id}/statistics", s => $"/sites/{s.Site}/statistics", _ => null),
    ];

    /// <summary>Where nobody's appointment matters: one's own, or public to whoever is signed in or not.</summary>
    public static readonly string[] OwnOrPublic =
    [
        "DELETE /api/v1/me/apart/{id}",
        "DELETE /api/v1/me/relatives/{id}",
        "DELETE /api/v1/persons/{id}/apart/{otherId}",
        "DELETE /api/v1/sessions",
        "DELETE /api/v1/sessions/current",
        "GET /api/v1/consent-texts/current",
        "GET /api/v1/me",
        "GET /api/v1/me/apart",
        "GET /api/v1/me/export",
        "GET /api/v1/me/free-hours",
        "GET /api/v1/me/passbook",
        "GET /api/v1/me/passbook/lines",
        "GET /api/v1/me/records",
        "GET /api/v1/me/service-hours",
        "GET /api/v1/messages",
        "GET /api/v1/policies",
        "GET /api/v1/pool",
        "GET /api/v1/service-items/{id}",
        "GET /api/v1/sites",
        "GET /api/v1/sites/{id}",
        "GET /api/v1/sites/{id}/service-items",
        "PATCH /api/v1/me",
        "POST /api/v1/accounts",
        "POST /api/v1/me/apart",
        "POST /api/v1/me/departure",
        "POST /api/v1/me/free-hours",
        "POST /api/v1/me/real-name",
        "POST /api/v1/me/relatives",
        "POST /api/v1/me/volunteering",
        "POST /api/v1/messages/read",
        "POST /api/v1/messages/{id}/read",
        "POST /api/v1/one-time-codes",
        "POST /api/v1/password-resets",
        "POST /api/v1/sessions",
        "POST /api/v1/sessions/refresh",
        "PUT /api/v1/me/password",
        "PUT /api/v1/me/phone",
    ];

    /// <summary>A correction is settled only once, by an approval or a refusal.</summary>
    public bool Changes => Route.EndsWith("/approvals", StringComparison.Ordinal) || Route.StartsWith("DELETE /api/v1/corrections", StringComparison.Ordinal);

    /// <returns>True: may. False: may not, and is told so (403). Null: for them it does not exist (404).</returns>
    public (bool? May, string? Code) Read(Reply reply)
    {
        var code = reply.Status < HttpStatusCode.BadRequest ? null : reply.TextOf("code");
        return reply.Status switch
        {
            HttpStatusCode.NotFound => (null, code),
            HttpStatusCode.Forbidden => (false, code),
            _ when Done is not null && code == Done => (true, null),
            < HttpStatusCode.BadRequest when Done is null => (Shows is null || Shows(reply.Json) ? true : IsSearch ? null : false, null),
            _ => throw new Xunit.Sdk.XunitException($"{What}: neither yes nor no: {(int)reply.Status} {reply.Body}"),
        };
    }

    private static bool Has(JsonElement view, string field) => view.TryGetProperty(field, out var value) && value.ValueKind is not JsonValueKind.Null;
}
