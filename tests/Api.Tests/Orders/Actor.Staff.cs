using System.Net;
using TimeBank.Orders;
using TimeBank.Records;
using TimeBank.Sites;

namespace TimeBank.Api.Tests.Orders;

/// <summary>What the station does.</summary>
public sealed partial record Actor
{
    public Task<Reply> OffersAsync(PlacedOrder order, params Actor[] to) => MovesAsync(order, new { action = "Dispatch", personIds = to.Select(a => a.Id) });

    public Task<Reply> OpensToThePoolAsync(PlacedOrder order) => MovesAsync(order, new { action = "Dispatch", pool = true });

    public async Task<Reply> VouchesInAsync(PlacedOrder order, Actor volunteer) =>
        await MovesAsync(order, new { action = "CheckIn", assignmentId = await VisitOfAsync(order, volunteer) });

    public async Task<Reply> VouchesOutAsync(PlacedOrder order, Actor volunteer, VisitOutcome outcome = VisitOutcome.Done) =>
        await MovesAsync(order, new { action = "CheckOut", assignmentId = await VisitOfAsync(order, volunteer), outcome });

    public async Task<Reply> MarksNoShowAsync(PlacedOrder order, Actor volunteer) =>
        await MovesAsync(order, new { action = "NoShow", assignmentId = await VisitOfAsync(order, volunteer) });

    /// <summary>Reaches the served person on the number on file, or at the door.</summary>
    public async Task<Reply> CallsBackAsync(PlacedOrder order, Actor volunteer, bool confirms = true) =>
        await MovesAsync(order, new { action = "CallBack", assignmentId = await VisitOfAsync(order, volunteer), confirms });

    /// <summary>From the planned time for so many minutes; null: there was no visit.</summary>
    public async Task<Reply> SettlesAsync(PlacedOrder order, Actor volunteer, int? minutes) => await MovesAsync(order, new
    {
        action = "Settle",
        assignmentId = await VisitOfAsync(order, volunteer),
        from = minutes is null ? (DateTimeOffset?)null : order.From,
        until = minutes is null ? (DateTimeOffset?)null : order.From.AddMinutes(minutes.Value),
        reason = "双方都记得",
    });

    public async Task<Reply> ApprovesAsync(PlacedOrder order, CaseKind kind)
    {
        var seen = await LooksAtAsync(order);
        return await MovesAsync(order, new { action = "Approve", caseId = seen.Cases.Last(c => c.Kind == kind && c.State is not CaseState.Closed).Id, version = seen.Version });
    }

    /// <summary>Per volunteer: null as recorded, 0 none, else other minutes, which another person must approve.</summary>
    public async Task<Reply> ResolvesAsync(PlacedOrder order, params (Actor Volunteer, int? Minutes)[] verdicts)
    {
        var visits = (await LooksAtAsync(order)).Assignments;
        return await MovesAsync(order, new { action = "Resolve", verdicts = verdicts.Select(v => new { assignmentId = visits.Single(a => a.PersonId == v.Volunteer.Id).Id, minutes = v.Minutes }), reason = "听取双方说明" });
    }

    public Task<Reply> ForwardsAsync(PlacedOrder order, Site to) => MovesAsync(order, new { action = "Forward", siteId = to.Id });

    public Task<Reply> ReturnsAsync(PlacedOrder order) => MovesAsync(order, new { action = "Return", reason = "不在我们辖区" });

    public Task<Reply> RejectsAsync(PlacedOrder order) => MovesAsync(order, new { action = "Reject", reason = "需要专业救护，已转 120" });

    /// <summary>The record of this volunteer's visit should have said other minutes.</summary>
    public async Task<CorrectionReceipt?> ProposesCorrectionAsync(PlacedOrder order, Actor volunteer, int minutes)
    {
        var record = (await LooksAtAsync(order)).Assignments.Single(a => a.PersonId == volunteer.Id).Record!;
        var reply = await PostAsync($"/api/v1/records/{record.Id}/corrections", new { minutes, reason = "WrongTimes" }, done: HttpStatusCode.Created);
        return Refused is null ? reply.As<CorrectionReceipt>() : null;
    }

    /// <summary>Takes the own proposal back, or refuses somebody else's.</summary>
    public Task<Reply> EndsCorrectionAsync(CorrectionReceipt? correction) => DeleteAsync($"/api/v1/corrections/{correction!.Id}");

    public async Task<CorrectionView> SeesCorrectionAsync(CorrectionReceipt? correction) => (await ReadAsync($"/api/v1/corrections/{correction!.Id}")).As<CorrectionView>();

    /// <summary>What waits for a second person at the site and below.</summary>
    public async Task<IReadOnlyList<Guid>> SeesCorrectionsWaitingAsync(Site at) =>
        [.. (await ReadAsync($"/api/v1/corrections?siteId={at.Id}")).As<Page<CorrectionView>>().Items.Select(c => c.Id)];

    public Task<Reply> ApprovesCorrectionAsync(CorrectionReceipt? correction) => PostAsync($"/api/v1/corrections/{correction!.Id}/approvals");
}
