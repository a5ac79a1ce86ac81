using TimeBank.Desks;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Records;
using TimeBank.Sites;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Desks;

/// <summary>A case with what is needed to decide it, and what somebody else has just done.</summary>
public sealed class CaseFileTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_missing_check_out_shows_the_visit_and_what_was_proposed_by_whom()
    {
        var volunteer = await town.VolunteerAsync("王志远");
        var order = await town.PlacedAsync(by: await town.PersonAsync("吴奶奶", phone: "13900000021"));
        var visit = await town.AcceptedAsync(order, volunteer);
        town.Clock.Advance(TimeSpan.FromDays(1));
        await town.DoAsync(volunteer, new CheckInVisit(order, visit, town.CodesOf(visit).Start));
        town.Clock.Advance(TimeSpan.FromHours(3));
        await town.DoAsync(null, new MissCheckOut(order, visit));

        var open = Assert.Single(await FilesAsync(order));
        Assert.Equal((CaseKind.MissedCheckOut, CaseState.Open, "吴奶奶", "13900000021", 240), (open.Kind, open.State, open.Served, open.ServedPhone, open.GreatestMinutes));
        var shown = Assert.Single(open.Visits);
        Assert.Equal(("王志远", AssignmentState.Unfinished, true, null), (shown.Volunteer, shown.State, shown.InByCode, shown.OutByCode));

        var from = shown.PlannedFrom;
        await town.DoAsync(town.Manager, new SettleAssignment(order, visit, from, from.AddMinutes(90), "双方都记得"));
        var proposed = Assert.Single(await FilesAsync(order));
        Assert.Equal((CaseState.Proposed, "审核人甲", town.Manager, "双方都记得"), (proposed.State, proposed.ProposedBy, proposed.ProposedById, proposed.Reason));
        Assert.Equal(90, Assert.Single(proposed.Proposal).Minutes);
        await town.DoAsync(town.SecondManager, new ApproveCase(order, proposed.Id) { SeenVersion = proposed.Version });
        Assert.DoesNotContain(await FilesAsync(order), c => c.Kind is CaseKind.MissedCheckOut);
    }

    [Fact]
    public async Task A_dispute_shows_all_visits_and_what_the_resident_says()
    {
        var (one, two) = (await town.VolunteerAsync("赵一"), await town.VolunteerAsync("钱二"));
        var resident = await town.PersonAsync("郑奶奶");
        var order = await town.PlacedAsync(by: resident, places: 2);
        var (first, second) = (await town.AcceptedAsync(order, one), await town.AcceptedAsync(order, two));
        town.Clock.Advance(TimeSpan.FromDays(1));
        foreach (var (visit, person) in new[] { (first, one), (second, two) }) { await town.DoAsync(person, new CheckInVisit(order, visit, town.CodesOf(visit).Start)); }
        town.Clock.Advance(TimeSpan.FromMinutes(50));
        foreach (var (visit, person) in new[] { (first, one), (second, two) }) { await town.DoAsync(person, new CheckOutVisit(order, visit, town.CodesOf(visit).End, VisitOutcome.Done)); }
        await town.DoAsync(resident, new RateOrder(order, Answer.Partly, 3, [], "只来了二十分钟", Objection.WrongTimes));

        var file = Assert.Single(await FilesAsync(order));
        Assert.Equal((CaseKind.Dispute, Objection.WrongTimes, Answer.Partly, 3, "只来了二十分钟"), (file.Kind, file.Objection, file.Answer, file.Stars, file.Words));
        Assert.Equal([50, 50], file.Visits.Select(v => v.Minutes));
        Assert.All(file.Visits, v => Assert.Equal(Standing.Verified, v.Standing));
        Assert.All(file.Visits, v => Assert.Contains(WitnessHow.EndCode, v.Witnesses));

        var supervisor = await town.StaffAsync("督查", Right.Supervisor, town.County);
        var seen = Assert.Single(await FilesAsync(order, supervisor));
        Assert.Equal((null, null), (seen.Words, seen.ServedPhone));
        Assert.Equal(SiteRefusals.NotFound.Code, (await AskAsync(town.Resident, order)).Refused().Code);
    }

    [Fact]
    public async Task Who_comes_second_hears_what_the_first_has_done()
    {
        var (one, two) = (await town.VolunteerAsync("孙三"), await town.VolunteerAsync("李四"));
        var order = await town.PlacedAsync(by: await town.PersonAsync("褚奶奶"));
        var seen = (await town.SeeAsync(order, town.Dispatcher)).Version;
        await town.DoAsync(town.SecondDispatcher, new DispatchOrder(order, [one], true, null) { SeenVersion = seen });
        await town.RefusedAsync(OrderRefusals.Moved, town.Dispatcher, new DispatchOrder(order, [two], false, null) { SeenVersion = seen });

        var move = await SinceAsync(town.Dispatcher, order, seen);
        Assert.Equal(("派单员乙", "order.offered.v1", true), (move!.Actor, move.Event, move.ToPool));
        Assert.Equal(["孙三"], move.Offered);
        Assert.Null(await SinceAsync(town.SecondDispatcher, order, seen));   // their own step is no news
        Assert.Null(await SinceAsync(town.Resident, order, seen));           // names are for staff
    }

    private Task<LatestMove?> SinceAsync(Guid caller, Guid order, int seen) => Town.In<LatestMoveQueries, LatestMove?>(town.Api, q => q.SinceAsync(caller, order, seen, default));

    private async Task<IReadOnlyList<CaseFile>> FilesAsync(Guid order, Guid? by = null) => (await AskAsync(by ?? town.Manager, order)).Done().Items;

    private Task<Outcome<Page<CaseFile>>> AskAsync(Guid by, Guid order) => Town.In<CaseFileQueries, Outcome<Page<CaseFile>>>(town.Api, q => q.ListAsync(by, town.Office.Id, null, order, 50, default));
}
