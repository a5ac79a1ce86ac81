using TimeBank.Records;

namespace TimeBank.Desks;

/// <summary>Somebody whom the desk must ring: they cannot read the message, or have not.</summary>
/// <param name="Kind">Of the newest message that is still true; the page has a sentence for each.</param>
/// <param name="ThroughId">The newest of the messages that are said with this call.</param>
/// <param name="IsVolunteer">What is said is about their own visit; otherwise they ordered or are served.</param>
/// <param name="Phone">Null: there is none; somebody must go there, or ring the family.</param>
/// <param name="Volunteer">Who comes, for the resident's side: 王老师 and the number, as a resident may know it.</param>
/// <param name="Reason">Why it was rejected or withdrawn.</param>
public sealed record Call(
    Guid OrderId, long Number, Guid PersonId, string Name, string? Phone, bool HasAccount, bool IsVolunteer, string Kind, Guid ThroughId, DateTimeOffset SentAt,
    string ItemName, string ItemNameEn, DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, string SiteName, string? SitePhone, string? Volunteer, string? VolunteerNumber, string? Reason);

/// <summary>A served visit about which the served person should be asked.</summary>
/// <param name="Standing">Declared: the minutes lack a second witness, and an answer makes them verified.</param>
/// <param name="CanRate">They have an account of their own and are asked by message as well.</param>
/// <param name="YouVouched">The reader stands on the site's side already: a colleague must ring.</param>
/// <param name="CalledAt">Rung already; what is left is to rate for them.</param>
public sealed record CallBack(
    Guid OrderId, long Number, Guid AssignmentId, Guid ServedId, string Served, string? Phone, string Volunteer, string ItemName, string ItemNameEn,
    DateTimeOffset? CheckedInAt, DateTimeOffset? CheckedOutAt, Standing Standing, bool CanRate, bool YouVouched, DateTimeOffset? CalledAt, bool? Confirmed, DateTimeOffset? RateDueAt);

/// <param name="More">There are more than are shown; these are the most pressing.</param>
public sealed record CallList(string SiteCode, string SiteName, IReadOnlyList<Call> Calls, IReadOnlyList<CallBack> CallBacks, bool More);
