using TimeBank.Api.Http;
using TimeBank.Api.Orders;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Sites;

namespace TimeBank.Api.Tests.Orders;

/// <summary>Who may not do what, by name.</summary>
public sealed class RefusedTests(Api api) : Journey(api)
{
    [Fact]
    public async Task Nobody_serves_their_own_order()
    {
        var volunteer = await VolunteerAsync();
        var order = await volunteer.OrdersAsync();
        await Dispatcher.Hears(OrderRefusals.OwnOrder).OffersAsync(order, volunteer);
        await Dispatcher.OpensToThePoolAsync(order);
        await volunteer.Hears(OrderRefusals.OwnOrder).AcceptsAsync(order);
    }

    [Fact]
    public async Task Nobody_serves_their_household()
    {
        var household = Town.NewId();
        var resident = Of(await Town.PersonAsync("李桂芳", household: household));
        var daughter = await VolunteerAsync("李芳", household: household);
        var order = await resident.OrdersAsync();
        await Dispatcher.Hears(OrderRefusals.Household).OffersAsync(order, daughter);
        await Dispatcher.OpensToThePoolAsync(order);
        await daughter.Hears(OrderRefusals.Household).AcceptsAsync(order);
    }

    [Fact]
    public async Task Nobody_is_at_two_places_at_once()
    {
        var volunteer = await VolunteerAsync();
        var (one, other) = (await Resident.OrdersAsync(), await Resident.OrdersAsync());
        await Dispatcher.OffersAsync(one, volunteer);
        await Dispatcher.OffersAsync(other, volunteer);
        await volunteer.AcceptsAsync(one);
        await volunteer.Hears(OrderRefusals.Busy).AcceptsAsync(other);
        await Dispatcher.Hears(OrderRefusals.Busy).OffersAsync(await Resident.OrdersAsync(), volunteer);
    }

    [Fact]
    public async Task Who_has_one_visit_to_come_is_free_for_another_time()
    {
        var volunteer = await VolunteerAsync();
        await TakenAsync(await Resident.OrdersAsync(), volunteer);
        await TakenAsync(await Resident.OrdersAsync(from: Town.Clock.GetUtcNow().AddDays(3)), volunteer);
        var pool = await Resident.OrdersAsync(from: Town.Clock.GetUtcNow().AddDays(5));
        await Dispatcher.OpensToThePoolAsync(pool);
        await volunteer.AcceptsAsync(pool);
    }

    [Fact]
    public async Task What_names_no_choice_is_refused_and_never_fails()
    {
        var order = await Resident.OrdersAsync();
        await Resident.Hears(HttpRefusals.BadFields).ReadAsync("/api/v1/orders?list=99");
        await Resident.Hears(HttpRefusals.BadFields).ReadAsync("/api/v1/orders?state=99");
        await Resident.Hears(HttpRefusals.BadFields).PostAsync("/api/v1/me/relatives", new { relation = "Sibling,Other", name = "某某" });
        await Dispatcher.Hears(MoveCommands.FieldMissing).MovesAsync(order, new { action = "Resolve", verdicts = new object?[] { null } });
    }

    [Fact]
    public async Task An_order_is_rated_once()
    {
        var order = await RatedAsync(await VolunteerAsync(), 30);
        await Resident.Hears(OrderRefusals.AlreadyRated).RatesAsync(order, Answer.Unsolved, 1, Objection.NobodyCame);
    }

    [Fact]
    public async Task The_end_code_counts_only_after_check_in()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        AtThePlannedTime(order);
        var end = Town.CodesOf(await volunteer.VisitAsync(order)).End;
        await volunteer.Hears(OrderRefusals.EndCodeTooEarly).LeavesAsync(order, end);
    }

    [Fact]
    public async Task For_who_is_out_of_scope_an_order_does_not_exist()
    {
        var order = await Resident.OrdersAsync();
        Actor[] outsiders = [await StaffAsync(Right.Manager, Town.OtherCounty), await VolunteerAsync(), Of(await Town.PersonAsync("路人"))];
        foreach (var outsider in outsiders)
        {
            await outsider.DoesNotSeeAsync(order);
            await outsider.Hears(OrderRefusals.NotFound).RejectsAsync(order);
            await outsider.Hears(SiteRefusals.NotFound).ReadAsync($"/api/v1/orders?list=Site&siteId={Town.Station.Id}");
            await outsider.Hears(SiteRefusals.NotFound).ReadAsync($"/api/v1/cases?siteId={Town.Station.Id}");
        }
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        var unknown = Town.NewId();
        var order = await Resident.OrdersAsync();
        await Manager.DoesNotSeeAsync(order with { Id = unknown });
        await Manager.Hears(OrderRefusals.NotFound).RejectsAsync(order with { Id = unknown });
        await Manager.Hears(OrderRefusals.NotFound).MovesAsync(order, new { action = "Recall", offerId = unknown });
        await Manager.Hears(OrderRefusals.NotFound).MovesAsync(order, new { action = "NoShow", assignmentId = unknown });
        await Manager.Hears(OrderRefusals.NotFound).MovesAsync(order, new { action = "Approve", caseId = unknown, version = 1 });
        var unseen = await Manager.Hears(MoveCommands.FieldMissing).MovesAsync(order, new { action = "Approve", caseId = unknown });
        Assert.Equal("version", unseen.TextOf("field"));
    }

    [Fact]
    public async Task A_step_is_about_its_own_kind_of_subject()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        var (offer, visit) = (await volunteer.OfferAsync(order), await volunteer.VisitAsync(order));
        await Dispatcher.Hears(OrderRefusals.NotNow).MovesAsync(order, new { action = "Recall", offerId = visit });
        await Dispatcher.Hears(OrderRefusals.NotNow).MovesAsync(order, new { action = "NoShow", assignmentId = offer });
    }

    [Fact]
    public async Task Staff_order_for_people_of_their_own_site()
    {
        var stranger = await StaffAsync(Right.Manager, Town.OtherCounty);
        await stranger.Hears(OrderRefusals.ServedUnknown).OrdersAsync(served: Resident.Id);
        await stranger.Hears(OrderRefusals.ServedUnknown).OrdersAsync(served: Resident.Id, site: Town.OtherCounty);
        await Resident.Hears(OrderRefusals.ServedUnknown).OrdersAsync(served: await Town.PersonAsync("邻居"));
    }

    [Fact]
    public async Task A_manager_who_vouched_does_not_approve_those_minutes()
    {
        var volunteer = await VolunteerAsync();
        var order = await VouchedAsync(by: Manager, volunteer);
        await Manager.Hears(OrderRefusals.SecondPerson).ApprovesAsync(order, CaseKind.DeclaredMinutes);
        await SecondManager.ApprovesAsync(order, CaseKind.DeclaredMinutes);
    }

    [Fact]
    public async Task A_manager_who_served_does_not_approve_their_own_minutes()
    {
        var volunteer = await VolunteerAsync();
        await Town.Postgres.RunAsync($"insert into appointments (id, person_id, site_id, \"right\", from_at) values ({Town.NewId()}, {volunteer.Id}, {Town.Station.Id}, 'Manager', {Clock.GetUtcNow()})");
        var order = await VouchedAsync(by: Dispatcher, volunteer);
        await volunteer.Hears(OrderRefusals.OwnInterest).ApprovesAsync(order, CaseKind.DeclaredMinutes);
        await volunteer.Hears(OrderRefusals.OwnInterest).CallsBackAsync(order, volunteer);
    }

    [Fact]
    public async Task Who_dispatched_or_vouched_does_not_resolve()
    {
        var volunteer = await VolunteerAsync();
        var order = await VouchedAsync(by: Manager, volunteer);
        await Resident.RatesAsync(order, objection: Objection.NobodyCame);
        await Manager.Hears(OrderRefusals.TookPart).ResolvesAsync(order, (volunteer, null));
        await SecondManager.ResolvesAsync(order, (volunteer, 20));
        await Manager.Hears(OrderRefusals.TookPart).ApprovesAsync(order, CaseKind.Dispute);

        var next = await Resident.OrdersAsync();
        await Manager.OffersAsync(next, volunteer);
        await volunteer.AcceptsAsync(next);
        AtThePlannedTime(next);
        await volunteer.ArrivesAsync(next);
        Pass(minutes: 30);
        await volunteer.LeavesAsync(next);
        await Resident.RatesAsync(next, objection: Objection.WrongTimes);
        await Manager.Hears(OrderRefusals.TookPart).ResolvesAsync(next, (volunteer, null));
    }

    [Fact]
    public async Task Who_proposed_a_settlement_does_not_approve_it()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        AtThePlannedTime(order, after: 60);
        await Dispatcher.MarksNoShowAsync(order, volunteer);
        await Manager.SettlesAsync(order, volunteer, minutes: 45);
        await Manager.Hears(OrderRefusals.SecondPerson).ApprovesAsync(order, CaseKind.NoShowContested);
    }

    [Fact]
    public async Task A_supervisor_reads_and_moves_nothing()
    {
        var supervisor = await StaffAsync(Right.Supervisor, Town.County);
        var order = await Resident.OrdersAsync();
        Assert.Empty((await supervisor.SeesAsync(order, OrderState.Placed)).Allowed);
        await supervisor.Hears(OrderRefusals.Forbidden).RejectsAsync(order);
        await supervisor.Hears(OrderRefusals.Forbidden).OffersAsync(order, await VolunteerAsync());
        await supervisor.Hears(OrderRefusals.Forbidden).RatesAsync(order);
        await Resident.SeesAsync(order, OrderState.Placed);
    }

    [Fact]
    public async Task Staff_who_leave_lose_their_rights_at_once()
    {
        var clerk = await StaffAsync(Right.Dispatcher, Town.Station);
        var order = await Resident.OrdersAsync();
        await clerk.SeesAsync(order);
        await Town.Postgres.RunAsync($"update appointments set until_at = {Clock.GetUtcNow()} where person_id = {clerk.Id}");
        await clerk.DoesNotSeeAsync(order);
        await clerk.Hears(OrderRefusals.NotFound).RejectsAsync(order);
    }

    [Fact]
    public async Task What_is_allowed_is_told_and_what_is_not_names_the_state()
    {
        var order = await Resident.OrdersAsync();
        Assert.Equal([OrderAction.Change, OrderAction.Withdraw], (await Resident.SeesAsync(order)).Allowed.Select(m => m.Action));
        var refused = await Resident.Hears(OrderRefusals.NotNow).RatesAsync(order);
        Assert.Equal("Placed", refused.TextOf("state"));
        Assert.Equal(["Change", "Withdraw"], refused.Json.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()));
    }

    private async Task<PlacedOrder> VouchedAsync(Actor by, Actor volunteer)
    {
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        AtThePlannedTime(order);
        await by.VouchesInAsync(order, volunteer);
        Pass(minutes: 40);
        await by.VouchesOutAsync(order, volunteer);
        return order;
    }
}
