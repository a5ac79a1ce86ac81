using TimeBank.Orders;
using TimeBank.TestKit;
using static TimeBank.TestKit.Cast;

namespace TimeBank.Domain.Tests.Orders;

public sealed class LateTests
{
    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(4, "visit.late_minutes")]
    [InlineData(5, null)]
    [InlineData(120, null)]
    [InlineData(121, "visit.late_minutes")]
    public void Between_five_minutes_and_two_hours(int minutes, string? code)
    {
        var life = Accepted();
        Assert.Equal(code, life.Ask(Volunteer, Late(life, minutes)).Refusal?.Code);
    }

    [Fact]
    public void The_last_word_counts_the_same_again_is_no_news_and_a_time_that_has_passed_is_no_promise()
    {
        var life = Accepted().AtPlan(-10);
        life.Does(Volunteer, Late(life, 30)).Does(Volunteer, Late(life, 15));
        Assert.Equal((15, OrderLife.PlannedFrom.AddMinutes(15)), (life.VisitOf(Volunteer).LateMinutes, life.VisitOf(Volunteer).ExpectedFrom));
        Assert.Equal(OrderRefusals.LateAlready, life.Ask(Volunteer, Late(life, 15)).Refusal);
        Assert.Equal(OrderRefusals.LatePassed, life.AtPlan(20).Ask(Volunteer, Late(life, 20)).Refusal);
        life.Does(Dispatcher, Late(life, 45));   // the volunteer has called the station
        Assert.Equal(45, life.VisitOf(Volunteer).LateMinutes);
    }

    [Fact]
    public void The_grace_before_a_no_show_counts_from_the_announced_time()
    {
        var life = Accepted();
        var mark = new MarkNoShow(OrderLife.Id, life.VisitOf(Volunteer).Id);
        life.Does(Volunteer, Late(life, 40)).AtPlan(40 + An.Policy.GraceMinutes);
        Assert.Equal(OrderRefusals.NoShowTooEarly, life.At(life.Now - _moment).Ask(Dispatcher, mark).Refusal);
        Assert.Null(life.At(life.Now + _moment).Ask(Dispatcher, mark).Refusal);
    }

    [Fact]
    public void Whoever_announced_two_hours_may_still_check_in_while_they_are_no_no_show()
    {
        var life = Accepted();
        life.Does(Volunteer, Late(life, 120)).AtPlan(120 + An.Policy.GraceMinutes);
        var arrive = new CheckInVisit(OrderLife.Id, life.VisitOf(Volunteer).Id, OrderLife.Codes.Start);
        Assert.Null(life.Ask(Volunteer, arrive).Refusal);
        Assert.Equal(OrderRefusals.TooLateToCheckIn, life.At(life.Now + _moment).Ask(Volunteer, arrive).Refusal);
    }

    [Fact]
    public void A_little_late_shortens_no_window()
    {
        var life = Accepted();
        life.Does(Volunteer, Late(life, 10)).AtPlan(120);
        Assert.Null(life.Ask(Volunteer, new CheckInVisit(OrderLife.Id, life.VisitOf(Volunteer).Id, OrderLife.Codes.Start)).Refusal);
    }

    private static OrderLife Accepted() => An.Order().OfferedTo(Volunteer).AcceptedBy(Volunteer);

    private static TellLate Late(OrderLife life, int minutes) => new(OrderLife.Id, life.VisitOf(Volunteer).Id, minutes);
}
