using TimeBank.Orders;
using TimeBank.TestKit;
using static TimeBank.TestKit.Cast;

namespace TimeBank.Domain.Tests.Orders;

public sealed class VisitTests
{
    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(1);

    [Fact]
    public void Three_volunteers_finish_at_different_times_and_the_order_waits_for_the_last()
    {
        var life = An.Order(3).OfferedTo(Volunteer, Second, Third).AcceptedBy(Volunteer).AcceptedBy(Second).AcceptedBy(Third);
        life.AtPlan(-10).CheckedIn(Volunteer).AtPlan().CheckedIn(Second).AtPlan(30).CheckedOut(Volunteer);
        Assert.Equal(OrderState.InService, life.Order.State);
        life.AtPlan(45).CheckedOut(Second);
        Assert.Equal(OrderState.Accepted, life.Order.State);
        life.AtPlan(50).CheckedIn(Third).AtPlan(100).CheckedOut(Third);
        Assert.Equal(OrderState.Served, life.Order.State);

        Assert.Equal([40, 45, 50], life.Events.OfType<CheckedOut>().Select(e => Minutes.Between(e.From, e.Until).Count));
        Assert.Equal((life.Now, life.Now.AddDays(An.Policy.RatingDays)), (life.Order.ServedAt, life.Order.RateDueAt));
    }

    [Theory]
    [InlineData(-7201, "visit.too_early")]
    [InlineData(-7200, null)]
    [InlineData(7200, null)]
    [InlineData(7201, "visit.too_late")]
    public void Check_in_is_open_two_hours_to_either_side_of_the_plan(int seconds, string? code)
    {
        var life = Accepted().At(OrderLife.PlannedFrom.AddSeconds(seconds));
        Assert.Equal(code, life.Ask(Volunteer, CheckIn(life, OrderLife.Codes.Start)).Refusal?.Code);
    }

    [Fact]
    public void A_no_show_can_be_marked_from_the_end_of_the_grace_on()
    {
        var life = Accepted().At(OrderLife.PlannedFrom.AddMinutes(An.Policy.GraceMinutes) - _moment);
        var mark = new MarkNoShow(OrderLife.Id, life.VisitOf(Volunteer).Id);
        Assert.Equal(OrderRefusals.NoShowTooEarly, life.Ask(Dispatcher, mark).Refusal);
        Assert.Null(life.At(life.Now + _moment).Ask(Dispatcher, mark).Refusal);
    }

    [Fact]
    public void Who_began_late_may_stay_as_long_as_was_planned_before_the_check_out_is_missing()
    {
        var life = Accepted().AtPlan(60).CheckedIn(Volunteer);
        var miss = new MissCheckOut(OrderLife.Id, life.VisitOf(Volunteer).Id);
        life.At(OrderLife.PlannedUntil.AddMinutes(60 + An.Policy.GraceMinutes) - _moment);
        Assert.Equal(OrderRefusals.NotYetDue, life.Ask(TheWorker, miss).Refusal);
        Assert.Null(life.At(life.Now + _moment).Ask(TheWorker, miss).Refusal);
    }

    [Fact]
    public void A_missing_check_out_opens_a_case_and_closes_nothing_by_itself()
    {
        var life = An.Order().LeftOpenBy(Volunteer);
        Assert.Equal((AssignmentState.Unfinished, CaseState.Open), (life.VisitOf(Volunteer).State, life.CaseOf(CaseKind.MissedCheckOut).State));
        Assert.Null(life.VisitOf(Volunteer).CheckedOutAt);
        Assert.Equal(OrderRefusals.OpenCase, life.At(life.Order.RateDueAt!.Value).Ask(TheWorker, new TimeOutRating(OrderLife.Id)).Refusal);
    }

    [Fact]
    public void A_visit_counts_at_most_the_items_greatest_minutes()
    {
        var life = Accepted().AtPlan().CheckedIn(Volunteer).AtPlan(240).CheckedOut(Volunteer);
        var visit = life.VisitOf(Volunteer);
        Assert.Equal(OrderLife.Greatest, Minutes.Between(visit.CheckedInAt!.Value, visit.CheckedOutAt!.Value));
    }

    [Fact]
    public void Five_misses_lock_the_code_and_the_station_can_still_vouch()
    {
        var life = Accepted().AtPlan();
        for (var miss = 1; miss <= Assignment.GreatestMisses; miss++)
        {
            Assert.Equal(OrderRefusals.WrongCode, life.Try(Volunteer, CheckIn(life, "000000")));
            Assert.Equal(miss, life.VisitOf(Volunteer).StartMisses);
        }

        Assert.Equal(OrderRefusals.CodeLocked, life.Try(Volunteer, CheckIn(life, OrderLife.Codes.Start)));
        Assert.Equal(Assignment.GreatestMisses, life.VisitOf(Volunteer).StartMisses);
        life.CheckedIn(Volunteer, Dispatcher).AtPlan(60).CheckedOut(Volunteer);
        Assert.Equal((false, true, 0), (life.VisitOf(Volunteer).CheckedInByCode, life.VisitOf(Volunteer).CheckedOutByCode, life.VisitOf(Volunteer).EndMisses));
    }

    [Fact]
    public void Each_code_opens_its_own_end_of_the_visit()
    {
        var life = Accepted().AtPlan();
        Assert.Equal(OrderRefusals.WrongCode, life.Try(Volunteer, CheckIn(life, OrderLife.Codes.End)));
        life.Does(Volunteer, CheckIn(life, $" {OrderLife.Codes.Start} "));
        Assert.Equal(OrderRefusals.WrongCode, life.Try(Volunteer, new CheckOutVisit(OrderLife.Id, life.VisitOf(Volunteer).Id, OrderLife.Codes.Start, VisitOutcome.Done)));
    }

    [Fact]
    public void Codes_differ_by_end_by_visit_and_by_deployment_and_are_six_digits()
    {
        Guid[] visits = [Guid.CreateVersion7(ManualClock.Monday), Guid.CreateVersion7(ManualClock.Monday)];
        byte[][] keys = [[1, 2, 3], [4, 5, 6]];
        var codes = (from visit in visits from key in keys let both = VisitCodes.For(visit, key) from code in new[] { both.Start, both.End } select code).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[0-9]{6}$", code));
        Assert.Equal(VisitCodes.For(visits[0], keys[0]), VisitCodes.For(visits[0], keys[0]));
    }

    private static OrderLife Accepted() => An.Order().OfferedTo(Volunteer).AcceptedBy(Volunteer);

    private static CheckInVisit CheckIn(OrderLife life, string? code) => new(OrderLife.Id, life.VisitOf(Volunteer).Id, code);
}
