using TimeBank.Orders;
using TimeBank.TestKit;
using static TimeBank.TestKit.Cast;
using static TimeBank.TestKit.OrderLife;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>"Nobody has been found": before the wanted time, once for each.</summary>
public sealed class SearchTests
{
    [Fact]
    public void It_is_said_two_hours_before_and_once()
    {
        var life = An.Order().OfferedTo(Volunteer);
        Assert.Equal(OrderRefusals.NotYetDue, life.At(PlannedFrom.AddMinutes(-121)).Ask(TheWorker, new FindNobody(Id)).Refusal);
        life.At(PlannedFrom.AddHours(-2)).Does(TheWorker, new FindNobody(Id));
        Assert.Equal((PlannedFrom, PlannedFrom.AddHours(-1)), (life.Order.NobodyFoundFor, life.Order.AnswerDueAt));
        Assert.Equal(OrderRefusals.NotYetDue, life.Ask(TheWorker, new FindNobody(Id)).Refusal);
    }

    [Fact]
    public void Another_time_is_another_search_and_short_notice_leaves_the_station_a_while()
    {
        var life = An.Order().AtPlan(-120).Does(TheWorker, new FindNobody(Id));
        life.Does(Resident, new ChangeOrder(Id, PlannedFrom.AddMinutes(-60), PlannedFrom, null, null, null));
        Assert.Equal(PlannedFrom.AddMinutes(-90), SearchRules.SayNobodyAt(life.Order));   // an hour's notice: half an hour before
        life.Does(Resident, new ChangeOrder(Id, PlannedFrom.AddMinutes(-115), PlannedFrom, null, null, null));
        Assert.Equal(PlannedFrom.AddMinutes(-105), SearchRules.SayNobodyAt(life.Order));   // five minutes' notice: a quarter of an hour after it was said
        life.AtPlan(-105).Does(TheWorker, new FindNobody(Id));
        Assert.Equal(PlannedFrom.AddMinutes(-52.5), life.Order.AnswerDueAt);               // it has begun: halfway to its end
    }

    [Fact]
    public void A_volunteer_who_gives_back_at_the_last_moment_makes_it_due_at_once()
    {
        var life = An.Order().OfferedTo(Volunteer).AcceptedBy(Volunteer).AtPlan(-30);
        Assert.Equal(OrderRefusals.NotNow.Code, life.Ask(TheWorker, new FindNobody(Id)).Refusal!.Code);
        life.Does(Volunteer, new GiveBackVisit(Id, life.VisitOf(Volunteer).Id, null)).Does(TheWorker, new FindNobody(Id));
        Assert.Equal(PlannedFrom.AddMinutes(-15), life.Order.AnswerDueAt);
    }

    [Fact]
    public void When_all_is_over_it_is_not_said() => Assert.Equal(OrderRefusals.TimePassed, An.Order().At(PlannedUntil).Ask(TheWorker, new FindNobody(Id)).Refusal);
}
