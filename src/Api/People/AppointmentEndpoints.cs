using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.People;

namespace TimeBank.Api.People;

public static class AppointmentEndpoints
{
    public static void MapAppointments(this RouteGroupBuilder api)
    {
        var appointments = api.MapGroup("/appointments").WithTags("appointments");
        appointments.MapPost("/", AppointAsync).WithSummary("岗位: a right at a site and all below it, by an administrator; dispatchers and supervisors also by a manager.");
        appointments.MapGet("/", AtAsync).WithSummary("Who holds and held which right at a site, for those who hold one there.");
        api.MapGet("/sites/{id:guid}/appointments", BelowAsync).WithTags("appointments").WithSummary("Who holds which right at a site and all below it, the newest first; with ended=true also who held one.");
        appointments.MapDelete("/{id:guid}", EndAsync).WithSummary("Take a right away, at once.");
    }

    private static async Task<Results<Created<Made>, Problem>> AppointAsync(Asked asked, AppointmentForm form, Appoint appointments, CancellationToken ct) =>
        Made.Of(await appointments.AppointAsync(asked.Key, asked.PersonId, form.ToCommand(), ct)).ToCreated(made => $"/api/v1/appointments/{made.Id}");

    private static async Task<Results<Ok<AppointmentView[]>, Problem>> AtAsync(Guid siteId, Caller caller, AppointmentQueries appointments, CancellationToken ct) =>
        (await appointments.AtAsync(caller.PersonId, siteId, ct)).ToHttp();

    private static async Task<Results<Ok<Page<AppointmentView>>, Problem>> BelowAsync(
        Guid id, Caller caller, AppointmentQueries appointments, CancellationToken ct, [EnumDataType(typeof(Right))] Right? right = null, Guid? personId = null, bool ended = false,
        Guid? cursor = null, [Range(1, Page.GreatestSize)] int size = 50) =>
        (await appointments.BelowAsync(caller.PersonId, new(id, right, personId, ended, cursor, size), ct)).ToHttp();

    private static async Task<Results<NoContent, Problem>> EndAsync(Guid id, Asked asked, EndAppointment appointments, CancellationToken ct) =>
        (await appointments.EndAsync(asked.Key, asked.PersonId, id, ct)).ToNoContent();
}
