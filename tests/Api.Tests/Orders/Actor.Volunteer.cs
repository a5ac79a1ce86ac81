using TimeBank.Orders;
using TimeBank.Passbooks;

namespace TimeBank.Api.Tests.Orders;

/// <summary>What whoever helps does.</summary>
public sealed partial record Actor
{
    public async Task<Reply> AcceptsAsync(PlacedOrder order, int? seen = null) => await AcceptsAsync(order, await OfferAsync(order), seen);

    public Task<Reply> AcceptsAsync(PlacedOrder order, Guid offerId, int? seen = null) => MovesAsync(order, new { action = "Accept", offerId, version = seen });

    public async Task<Reply> DeclinesAsync(PlacedOrder order) => await MovesAsync(order, new { action = "Decline", offerId = await OfferAsync(order) });

    public async Task<Reply> GivesBackAsync(PlacedOrder order) =>
        await MovesAsync(order, new { action = "GiveBack", assignmentId = await VisitAsync(order), reason = "孩子发烧" });

    /// <summary>With the code that the resident reads out, unless they try another.</summary>
    public async Task<Reply> ArrivesAsync(PlacedOrder order, string? code = null, string? key = null) =>
        await MovesAsync(order, new { action = "CheckIn", assignmentId = await VisitAsync(order), code = code ?? await order.Orderer.CodeForAsync(order, this) }, key);

    /// <summary>With the code that the resident reads out, unless they try another.</summary>
    public async Task<Reply> LeavesAsync(PlacedOrder order, string? code = null, VisitOutcome outcome = VisitOutcome.Done) =>
        await MovesAsync(order, new { action = "CheckOut", assignmentId = await VisitAsync(order), code = code ?? await order.Orderer.CodeForAsync(order, this), outcome });

    /// <summary>The offer made to this person, or the pool's; the newest of them that is open.</summary>
    public async Task<Guid> OfferAsync(PlacedOrder order)
    {
        var offers = (await LooksAtAsync(order)).Offers.Where(o => o.PersonId == Id || o.Pool).ToList();
        return (offers.FirstOrDefault(o => o.State is OfferState.Live) ?? offers[^1]).Id;
    }

    /// <summary>This person's place on the order.</summary>
    public Task<Guid> VisitAsync(PlacedOrder order) => VisitOfAsync(order, this);

    private async Task<Guid> VisitOfAsync(PlacedOrder order, Actor volunteer) => VisitIn(await LooksAtAsync(order), volunteer).Id;

    /// <summary>The place that is still theirs, if one is.</summary>
    private static AssignmentView VisitIn(OrderView view, Actor volunteer)
    {
        var visits = view.Assignments.Where(a => a.PersonId == volunteer.Id).ToList();
        return visits.FirstOrDefault(a => a.State is not (AssignmentState.GivenBack or AssignmentState.Released)) ?? visits[^1];
    }

    /// <summary>The passbook says so, and its lines, oldest first, add up to what is available.</summary>
    /// <param name="lines">One line of all minutes when absent.</param>
    public async Task HasAsync(int verified = 0, int declared = 0, int[]? lines = null, int held = 0, int owed = 0)
    {
        lines ??= verified + declared > 0 ? [verified + declared] : [];
        var book = (await ReadAsync("/api/v1/me/passbook")).As<PassbookView>();
        var written = (await ReadAsync("/api/v1/me/passbook/lines?size=100")).As<Page<PassbookLine>>().Items.Reverse().ToList();
        Assert.Equal(lines, written.Select(line => line.Minutes));
        Assert.Equal(
            (lines.Sum(), held, verified, declared, owed),
            ((int)book.AvailableMinutes, (int)book.HeldMinutes, (int)book.VerifiedMinutes, (int)book.DeclaredMinutes, (int)book.OwedMinutes));
        var balance = 0;
        foreach (var line in written) { Assert.Equal(balance += line.Minutes, line.BalanceMinutes); }
    }
}
