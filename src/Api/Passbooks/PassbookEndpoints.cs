using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Passbooks;
using TimeBank.Records;

namespace TimeBank.Api.Passbooks;

public sealed record CorrectionForm
{
    /// <summary>What the record should have said.</summary>
    [Range(0, 1440)] public required int Minutes { get; init; }

    [EnumDataType(typeof(CorrectionReason))] public required CorrectionReason Reason { get; init; }
}

public static class PassbookEndpoints
{
    public static void MapPassbooks(this RouteGroupBuilder api)
    {
        var mine = api.MapGroup("/me").WithTags("passbook");
        mine.MapGet("/passbook", GetAsync).WithSummary("时间存折: number, issuing site, balances in minutes; verified and declared minutes apart.");
        mine.MapGet("/passbook/lines", LinesAsync).WithSummary("The passbook's lines, newest first, each with the balance after it.");
        mine.MapGet("/records", RecordsAsync).WithSummary("服务记录: the legal records that stand, newest first.");
        mine.MapGet("/service-hours", HoursAsync).WithSummary("服务时长: the caller's minutes and 次 by month and field, verified and declared apart.");
        api.MapPost("/records/{id:guid}/corrections", ProposeAsync).WithTags("records").WithSummary("Propose other minutes for a record of a closed order; another manager approves.");
        api.MapGet("/corrections", WaitingAsync).WithTags("records").WithSummary("Corrections that wait for a second person at a site and below, the oldest first.");
        api.MapGet("/corrections/{id:guid}", CorrectionAsync).WithTags("records").WithSummary("One correction, for the staff of its site and for whose record it is.");
        api.MapDelete("/corrections/{id:guid}", EndAsync).WithTags("records").WithSummary("Take a proposal back, or refuse it as another manager; the record stays as it is.");
        api.MapPost("/corrections/{id:guid}/approvals", ApproveAsync).WithTags("records").WithSummary("The second person's yes: the record changes at once, the ledger follows.");
    }

    private static async Task<Results<Ok<PassbookView>, Problem>> GetAsync(Caller caller, PassbookQueries passbooks, CancellationToken ct) =>
        (await passbooks.GetAsync(caller.PersonId, ct)).ToHttp();

    private static async Task<Results<Ok<Page<PassbookLine>>, Problem>> LinesAsync(
        Caller caller, PassbookQueries passbooks, CancellationToken ct, [Range(1, long.MaxValue)] long? cursor = null, [Range(1, Page.GreatestSize)] int size = 50) =>
        (await passbooks.LinesAsync(caller.PersonId, cursor, size, ct)).ToHttp();

    private static async Task<Ok<Page<RecordLine>>> RecordsAsync(
        Caller caller, PassbookQueries passbooks, CancellationToken ct, Guid? cursor = null, [Range(1, Page.GreatestSize)] int size = 50) =>
        TypedResults.Ok(await passbooks.RecordsAsync(caller.PersonId, cursor, size, ct));

    private static async Task<Ok<IReadOnlyList<HoursLine>>> HoursAsync(Caller caller, HoursQueries hours, CancellationToken ct) => TypedResults.Ok(await hours.OfAsync(caller.PersonId, ct));

    private static async Task<Results<Created<CorrectionReceipt>, Problem>> ProposeAsync(Guid id, Asked asked, CorrectionForm form, CorrectRecord records, CancellationToken ct) =>
        (await records.ProposeAsync(asked.Key, asked.PersonId, new ProposeCorrection(id, form.Minutes, form.Reason), ct)).ToCreated(c => $"/api/v1/corrections/{c.Id}");

    private static async Task<Results<Ok<Page<CorrectionView>>, Problem>> WaitingAsync(
        Guid siteId, Caller caller, CorrectionQueries corrections, CancellationToken ct, Guid? cursor = null, [Range(1, Page.GreatestSize)] int size = 50) =>
        (await corrections.WaitingAsync(caller.PersonId, siteId, cursor, size, ct)).ToHttp();

    private static async Task<Results<Ok<CorrectionView>, Problem>> CorrectionAsync(Guid id, Caller caller, CorrectionQueries corrections, CancellationToken ct) =>
        (await corrections.GetAsync(caller.PersonId, id, ct)).ToHttp();

    private static async Task<Results<NoContent, Problem>> EndAsync(Guid id, Asked asked, CorrectRecord records, CancellationToken ct) =>
        (await records.EndAsync(asked.Key, asked.PersonId, id, ct)).ToNoContent();

    private static async Task<Results<Ok<CorrectionReceipt>, Problem>> ApproveAsync(Guid id, Asked asked, CorrectRecord records, CancellationToken ct) =>
        (await records.ApproveAsync(asked.Key, asked.PersonId, id, ct)).ToHttp();
}
