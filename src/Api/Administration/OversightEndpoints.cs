using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Administration;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;

namespace TimeBank.Api.Administration;

/// <summary>Looking back: at orders, at administration, at who opened whose data. People are named by their ids: what is typed of them does not stand in addresses.</summary>
public static class OversightEndpoints
{
    public static void MapOversight(this RouteGroupBuilder api)
    {
        var site = api.MapGroup("/sites/{id:guid}").WithTags("oversight");
        site.MapGet("/history", HistoryAsync).WithSummary("The steps of the orders of a site and all below it, the newest first; without an order, a person or a day those of the last thirty days.");
        site.MapGet("/acts", ActsAsync).WithSummary("What was done in administration at a site and all below it, for managers, supervisors and administrators.");
        site.MapGet("/looks", LooksAsync).WithSummary("Who opened whose phone, address or identity number, of people of a site and all below it; for managers, supervisors and administrators.");
    }

    /// <param name="personId">Who ordered, is served or serves.</param>
    /// <param name="actorId">Who took the step.</param>
    /// <param name="action">The wire name of a step: order.accepted.v1.</param>
    /// <param name="until">Inclusive.</param>
    private static async Task<Results<Ok<Page<HistoryStep>>, Problem>> HistoryAsync(
        Guid id, Caller caller, HistoryQueries history, CancellationToken ct, [Range(1, long.MaxValue)] long? orderNumber = null, Guid? personId = null, Guid? actorId = null,
        [StringLength(60)] string? action = null, DateOnly? from = null, DateOnly? until = null, [StringLength(100)] string? cursor = null, [Range(1, Page.GreatestSize)] int size = 50) =>
        (await history.SearchAsync(caller.PersonId, new(id, orderNumber, Listed(personId), Listed(actorId), action, from, until, cursor, size), ct)).ToHttp();

    /// <param name="subjectId">The person, item, record or terms it was about.</param>
    /// <param name="until">Inclusive.</param>
    private static async Task<Results<Ok<Page<ActLine>>, Problem>> ActsAsync(
        Guid id, Caller caller, ActQueries acts, CancellationToken ct, [EnumDataType(typeof(ActKind))] ActKind? kind = null, Guid? actorId = null, Guid? subjectId = null,
        DateOnly? from = null, DateOnly? until = null, [StringLength(100)] string? cursor = null, [Range(1, Page.GreatestSize)] int size = 50) =>
        (await acts.SearchAsync(caller.PersonId, new(id, kind, Listed(actorId), subjectId, from, until, cursor, size), ct)).ToHttp();

    /// <param name="personId">Whose data.</param>
    /// <param name="viewerId">Who opened them.</param>
    /// <param name="until">Inclusive.</param>
    private static async Task<Results<Ok<Page<LookLine>>, Problem>> LooksAsync(
        Guid id, Caller caller, LookQueries looks, CancellationToken ct, [EnumDataType(typeof(LookKind))] LookKind? kind = null, Guid? personId = null, Guid? viewerId = null,
        DateOnly? from = null, DateOnly? until = null, [StringLength(100)] string? cursor = null, [Range(1, Page.GreatestSize)] int size = 50) =>
        (await looks.SearchAsync(caller.PersonId, new(id, kind, Listed(personId), Listed(viewerId), from, until, cursor, size), ct)).ToHttp();

    private static Guid[] Listed(Guid? id) => id is { } one ? [one] : [];
}
