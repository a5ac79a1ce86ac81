using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.People;

namespace TimeBank.Api.People;

public static class MeEndpoints
{
    public static void MapMe(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("me");
        me.MapGet("/", GetAsync).WithSummary("Everything a person sees of themselves.");
        me.MapPatch("/", ChangeAsync).WithSummary("Own details; name, sex and birth date until they are verified.");
        me.MapPost("/departure", LeaveAsync).RequireRateLimiting(RateLimits.Passwords).WithSummary("Leave, with the password once more: details and texts are erased for good, ids and records stay. Refused while a visit or order is open.");
        me.MapGet("/export", ExportAsync).WithSummary("All that is held of the caller's person, appointments and messages, and who opened the identity number.");
        me.MapPost("/volunteering", VolunteerAsync).WithSummary("Become a volunteer: a number and a passbook; asked again, the same ones.");
        me.MapGet("/free-hours", FreeHoursAsync).WithSummary("When the caller is usually free, week by week; nothing: not said.");
        me.MapPost("/free-hours", SetFreeHoursAsync).WithSummary("Say anew when one is usually free, as a whole; an empty list takes it back.");
        me.MapPost("/real-name", SubmitAsync).WithSummary("Name and identity number by the person's own word; staff verify them.");
        me.MapPost("/relatives", AddRelativeAsync).WithSummary("Register a relative to order for.");
        me.MapGet("/apart", ApartAsync).WithSummary("Whom the caller never wants to meet again.");
        me.MapPost("/apart", KeepApartAsync).WithSummary("Never meet somebody again with whom one has had an order. They are not told.");
        me.MapDelete("/apart/{id:guid}", LiftApartAsync).WithSummary("Meeting them again is fine.");
        me.MapDelete("/relatives/{id:guid}", RemoveRelativeAsync).WithSummary("No longer order for a relative; a shared household stays.");
    }

    private static async Task<Results<Ok<OwnView>, Problem>> GetAsync(Caller caller, PersonQueries persons, CancellationToken ct) => (await persons.MeAsync(caller.PersonId, ct)).ToHttp();

    private static async Task<Results<NoContent, Problem>> ChangeAsync(Asked asked, DetailsForm form, ChangeDetails details, CancellationToken ct) =>
        (await details.ChangeAsync(asked.Key, asked.PersonId, asked.PersonId, form.ToCommand(), ct)).ToNoContent();

    private static async Task<Results<NoContent, Problem>> LeaveAsync(Asked asked, Caller caller, DepartureForm form, Departure departure, CancellationToken ct) =>
        (await departure.LeaveAsync(asked.Key, caller, form.Password, ct)).ToNoContent();

    private static async Task<Results<Ok<OwnExport>, Problem>> ExportAsync(Caller caller, ExportPerson export, CancellationToken ct) => (await export.ExportAsync(caller.PersonId, ct)).ToHttp();

    private static async Task<Results<Ok<VolunteerNumbers>, Problem>> VolunteerAsync(Asked asked, BecomeVolunteer volunteers, CancellationToken ct) =>
        (await volunteers.BecomeAsync(asked.Key, asked.PersonId, asked.PersonId, ct)).ToHttp();

    private static async Task<Ok<List<FreeSpan>>> FreeHoursAsync(Caller caller, SetFreeHours hours, CancellationToken ct) => TypedResults.Ok(await hours.OfAsync(caller.PersonId, ct));

    private static async Task<Results<NoContent, Problem>> SetFreeHoursAsync(Asked asked, FreeHoursForm form, SetFreeHours hours, CancellationToken ct) =>
        form.Spans.Any(s => s is null)
            ? new Problem(PersonRefusals.FreeHours)
            : (await hours.SetAsync(asked.Key, asked.PersonId, asked.PersonId, [.. form.Spans.Select(s => new FreeSpan(s.Weekday, s.FromMinute, s.UntilMinute))], ct)).ToNoContent();

    private static async Task<Results<NoContent, Problem>> SubmitAsync(Asked asked, RealNameForm form, RealName names, CancellationToken ct) =>
        (await names.SubmitAsync(asked.Key, asked.PersonId, new(form.Name, form.IdNumber), ct)).ToNoContent();

    private static async Task<Results<Created<Made>, Problem>> AddRelativeAsync(Asked asked, RelativeForm form, AddRelative relatives, CancellationToken ct) =>
        Made.Of(await relatives.AddAsync(asked.Key, asked.PersonId, form.ToCommand(), ct)).ToCreated(relative => $"/api/v1/me/relatives/{relative.Id}");

    private static async Task<Ok<IReadOnlyList<ApartView>>> ApartAsync(Caller caller, ApartQueries apart, CancellationToken ct) => TypedResults.Ok(await apart.OwnAsync(caller.PersonId, ct));

    private static async Task<Results<NoContent, Problem>> KeepApartAsync(Asked asked, ApartForm form, KeepApart apart, CancellationToken ct) =>
        (await apart.KeepAsync(asked.Key, asked.PersonId, asked.PersonId, form.PersonId, ct)).ToNoContent();

    private static async Task<Results<NoContent, Problem>> LiftApartAsync(Guid id, Asked asked, KeepApart apart, CancellationToken ct) =>
        (await apart.LiftAsync(asked.Key, asked.PersonId, asked.PersonId, id, ct)).ToNoContent();

    private static async Task<Results<NoContent, Problem>> RemoveRelativeAsync(Guid id, Asked asked, RemoveRelative relatives, CancellationToken ct) =>
        (await relatives.RemoveAsync(asked.Key, asked.PersonId, id, ct)).ToNoContent();
}
