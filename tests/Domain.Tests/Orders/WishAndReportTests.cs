using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Orders;

public sealed class WishAndReportTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Who_has_helped_before_can_be_wished_for_again_and_the_dispatcher_sees_it()
    {
        var volunteer = await town.VolunteerAsync("王志远");
        Assert.Equal("order.wish_unknown", (await town.PlaceAsync(town.Resident, Wishing(volunteer))).Refused().Code);
        var before = await town.PlacedAsync();
        await town.ServedAsync(before, await town.AcceptedAsync(before, volunteer), volunteer, 60);

        var order = (await town.PlaceAsync(town.Resident, Wishing(volunteer))).Done().Id;
        Assert.Equal(("王老师", volunteer), Wish(await town.SeeAsync(order, town.Resident)));
        Assert.Equal(("王志远", volunteer), Wish(await town.SeeAsync(order, town.Dispatcher)));
        var other = await town.VolunteerAsync("别人");
        await town.DoAsync(town.Dispatcher, new DispatchOrder(order, [other], false, null));
        Assert.Null((await town.SeeAsync(order, other)).Wished);
    }

    [Fact]
    public async Task An_old_order_tells_whoever_ordered_all_that_is_needed_to_order_again()
    {
        var volunteer = await town.VolunteerAsync("刘志远");
        var order = await town.PlacedAsync();
        await town.ServedAsync(order, await town.AcceptedAsync(order, volunteer), volunteer, 60);
        var view = await town.SeeAsync(order, town.Resident);
        Assert.Equal((town.Escort.Id, "要人陪着去医院", "昭明台 3 栋 2 单元", town.Resident), (view.ItemId, view.Need, view.Address, view.ServedId!.Value));
        Assert.Null((await town.SeeAsync(order, volunteer)).ServedId);
    }

    [Fact]
    public async Task A_report_is_read_by_staff_and_its_writer_and_never_by_whom_it_is_about()
    {
        var volunteer = await town.VolunteerAsync("被反映的");
        await town.Postgres.RunAsync($"insert into appointments (id, person_id, site_id, \"right\", from_at) values ({town.NewId()}, {volunteer}, {town.Station.Id}, 'Dispatcher', {town.Clock.GetUtcNow()})");
        var order = await town.PlacedAsync();
        var visit = await town.AcceptedAsync(order, volunteer);
        await town.RefusedAsync(OrderRefusals.ReportWords, town.Resident, new ReportPerson(order, visit, " "));
        var report = (await town.DoAsync(town.Resident, new ReportPerson(order, visit, "开口要红包"))).MadeId!.Value;
        await town.RefusedAsync(OrderRefusals.ReportedAlready, town.Resident, new ReportPerson(order, visit, "还有"));

        Assert.Equal((CaseKind.Complaint, "开口要红包", town.Resident), Told(await town.SeeAsync(order, town.Dispatcher)));
        Assert.Equal((CaseKind.Complaint, "开口要红包", town.Resident), Told(await town.SeeAsync(order, town.Resident)));
        Assert.Equal((CaseKind.Complaint, null, null), Told(await town.SeeAsync(order, volunteer)));
        Assert.Null(Assert.Single((await town.SeeAsync(order, volunteer)).History, line => line.Name == "order.case_opened.v1").ActorId);

        // The other side may report too, and each case is closed for itself: not by whom it is about, and not by their family.
        var back = (await town.DoAsync(volunteer, new ReportPerson(order, visit, "骂人"))).MadeId!.Value;
        await town.RefusedAsync(OrderRefusals.OwnInterest, volunteer, new CloseCase(order, report, null));
        await town.DoAsync(town.Dispatcher, new CloseCase(order, report, "谈过话了"));
        await town.DoAsync(town.Dispatcher, new CloseCase(order, back, null));
        await town.ServedAsync(order, visit, volunteer, 60);
        await town.RatedAsync(order);
        await town.DoAsync(town.Resident, new ReportPerson(order, visit, "事后又来电话"));
    }

    private static (string, Guid) Wish(OrderView view) => (view.Wished!.Volunteer, view.Wished.PersonId);

    private static (CaseKind, string?, Guid?) Told(OrderView view) => (view.Cases.Single(c => c.State is CaseState.Open).Kind, view.Cases[0].Words, view.Cases[0].ReporterId);

    private PlaceOrder Wishing(Guid volunteer) => new(
        null, town.Escort.Id, null, OrderOrigin.Resident, Urgency.Ordinary, 1, town.Clock.GetUtcNow().AddDays(1), town.Clock.GetUtcNow().AddDays(1).AddHours(2), "陪诊", "昭明台", true, volunteer);
}
