using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.People;

namespace TimeBank.Api.People;

/// <summary>What staff do with the people of their site and below.</summary>
public static class PersonEndpoints
{
    private const int MostFound = 20;

    public static void MapPersons(this RouteGroupBuilder api)
    {
        var persons = api.MapGroup("/persons").WithTags("persons");
        persons.MapPost("/", EnrolAsync).WithSummary("Enrol a person, with or without a phone; possible duplicates are shown first.");
        persons.MapPost("/searches", SearchAsync).WithSummary("People of the caller's sites by phone, by whole name or by volunteer number; in a body, since addresses are logged.");
        persons.MapGet("/{id:guid}", FindAsync).WithSummary("One person as staff of the home site see them.");
        persons.MapPatch("/{id:guid}", ChangeAsync).WithSummary("Details, for a person who cannot do it alone.");
        persons.MapPost("/{id:guid}/household", HouseholdAsync).WithSummary("Who lives with whom: moved in with another person, or alone.");
        persons.MapPost("/{id:guid}/activation-codes", ActivateAsync).WithSummary("A code, shown once and good for seven days, with which the person signs up.");
        persons.MapPost("/{id:guid}/real-name", VerifyAsync).WithSummary("Staff have seen the document.");
        persons.MapPost("/{id:guid}/id-number-openings", OpenAsync).WithSummary("The whole identity number, for a manager and a purpose; both are recorded.");
        persons.MapPost("/{id:guid}/qualifications", ConfirmAsync).WithSummary("Staff have seen the certificate.");
        persons.MapPost("/{id:guid}/apart", KeepApartAsync).WithSummary("The person never wants to meet somebody again, and says so by phone.");
        persons.MapDelete("/{id:guid}/apart/{otherId:guid}", LiftApartAsync).WithSummary("Meeting them again is fine; by whoever entered it.");
        persons.MapPost("/{id:guid}/volunteering", VolunteerAsync).WithSummary("Make a person a volunteer on their wish.");
    }

    private static async Task<Results<Created<Made>, Problem>> EnrolAsync(Asked asked, PersonForm form, EnrolPerson persons, CancellationToken ct) =>
        Made.Of(await persons.EnrolAsync(asked.Key, asked.PersonId, form.ToCommand(), ct)).ToCreated(person => $"/api/v1/persons/{person.Id}");

    private static async Task<Results<NoContent, Problem>> KeepApartAsync(Guid id, Asked asked, ApartForm form, KeepApart apart, CancellationToken ct) =>
        (await apart.KeepAsync(asked.Key, asked.PersonId, id, form.PersonId, ct)).ToNoContent();

    private static async Task<Results<NoContent, Problem>> LiftApartAsync(Guid id, Guid otherId, Asked asked, KeepApart apart, CancellationToken ct) =>
        (await apart.LiftAsync(asked.Key, asked.PersonId, id, otherId, ct)).ToNoContent();

    private static async Task<Results<Ok<PersonView[]>, Problem>> SearchAsync(
        Asked asked, SearchForm form, PersonQueries persons, CancellationToken ct) =>
        (await persons.SearchAsync(asked.PersonId, new(form.Phone, form.Name, form.VolunteerNumber), MostFound, ct)).ToHttp();

    private static async Task<Results<Ok<PersonView>, Problem>> FindAsync(Guid id, Caller caller, PersonQueries persons, CancellationToken ct) =>
        (await persons.FindAsync(caller.PersonId, id, ct)).ToHttp();

    private static async Task<Results<NoContent, Problem>> ChangeAsync(Guid id, Asked asked, DetailsForm form, ChangeDetails details, CancellationToken ct) =>
        (await details.ChangeAsync(asked.Key, asked.PersonId, id, form.ToCommand(), ct)).ToNoContent();

    private static async Task<Results<NoContent, Problem>> HouseholdAsync(Guid id, Asked asked, HouseholdForm form, SetHousehold households, CancellationToken ct) =>
        (await households.SetAsync(asked.Key, asked.PersonId, id, form.WithPersonId, ct)).ToNoContent();

    private static async Task<Results<Ok<ActivationIssued>, Problem>> ActivateAsync(Guid id, Asked asked, IssueActivation activations, CancellationToken ct) =>
        (await activations.IssueAsync(asked.Key, asked.PersonId, id, ct)).ToHttp();

    private static async Task<Results<NoContent, Problem>> VerifyAsync(Guid id, Asked asked, RealNameForm form, RealName names, CancellationToken ct) =>
        (await names.VerifyAsync(asked.Key, asked.PersonId, new(id, form.Name, form.IdNumber), ct)).ToNoContent();

    private static async Task<Results<Ok<WholeIdNumber>, Problem>> OpenAsync(Guid id, Asked asked, OpeningForm form, OpenIdNumber numbers, CancellationToken ct) =>
        (await numbers.OpenAsync(asked.Key, asked.PersonId, new(id, form.Purpose), ct)).ToHttp();

    private static async Task<Results<NoContent, Problem>> ConfirmAsync(Guid id, Asked asked, QualificationForm form, ConfirmQualification qualifications, CancellationToken ct) =>
        (await qualifications.ConfirmAsync(asked.Key, asked.PersonId, new(id, form.Name, form.ValidUntil), ct)).ToNoContent();

    private static async Task<Results<Ok<VolunteerNumbers>, Problem>> VolunteerAsync(Guid id, Asked asked, BecomeVolunteer volunteers, CancellationToken ct) =>
        (await volunteers.BecomeAsync(asked.Key, asked.PersonId, id, ct)).ToHttp();
}
