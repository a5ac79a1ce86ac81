using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;
using Relation = TimeBank.People.Relation;

namespace TimeBank.Domain.Tests.People;

public sealed class PersonTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_volunteer_gets_a_number_and_a_passbook_once()
    {
        var person = await town.PersonAsync("热心人");
        var numbers = (await town.BecomeVolunteerAsync(person, person)).Done();
        Assert.True(CheckedNumber.IsValid('V', numbers.VolunteerNumber));
        Assert.True(CheckedNumber.IsValid('P', numbers.PassbookNumber));
        Assert.Equal(numbers, (await town.BecomeVolunteerAsync(town.Dispatcher, person)).Done());
        Assert.Equal((0L, numbers.PassbookNumber), ((await town.PassbookAsync(person)).AvailableMinutes, (await town.MeAsync(person)).PassbookNumber));

        var passbook = (await town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from passbooks where person_id = {person}"))[0];
        Assert.Equal(["Available 0", "Held 0"], await town.Postgres.ReadAsync<string>($"select kind || ' ' || balance_minutes as \"Value\" from time_accounts where passbook_id = {passbook} order by 1"));
        Assert.Equal(["passbook.issued.v1"], await town.Postgres.ReadAsync<string>($"select type as \"Value\" from outbox where subject = {passbook}"));
        Assert.Equal("person.not_found", (await town.BecomeVolunteerAsync(town.Resident, await town.PersonAsync("别人"))).Refused().Code);
    }

    [Fact]
    public async Task Passbooks_are_counted_for_the_home_site_and_the_local_day()
    {
        var before = await PassbooksAsync();
        foreach (var name in new[] { "甲", "乙", "丙" }) { (await town.BecomeVolunteerAsync(town.Manager, await town.PersonAsync(name, town.OtherStation))).Done(); }
        Assert.Equal(before + 3, await PassbooksAsync());
    }

    [Fact]
    public async Task Two_at_once_get_one_passbook()
    {
        var person = await town.PersonAsync("急性子");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => town.BecomeVolunteerAsync(person, person)));
        Assert.Single(answers.Select(a => a.Done()).Distinct());
    }

    [Fact]
    public async Task A_relative_is_found_or_enrolled_and_may_be_ordered_for()
    {
        var daughter = await town.PersonAsync("女儿", phone: "13600000001");
        var father = (await town.AddRelativeAsync(daughter, ARelative("老父亲") with { SameHousehold = true, BirthDate = new(1945, 3, 2) })).Done();
        var friend = await town.PersonAsync("表弟", phone: "13600000002");
        Assert.Equal(friend, (await town.AddRelativeAsync(daughter, ARelative("表弟") with { Phone = "13600000002", Relation = Relation.Other })).Done());
        var aunt = await town.VolunteerAsync("姨妈");
        var number = (await town.MeAsync(aunt)).VolunteerNumber;
        Assert.Equal(aunt, (await town.AddRelativeAsync(daughter, ARelative("姨妈") with { VolunteerNumber = number })).Done());

        var me = await town.MeAsync(daughter);
        Assert.Equal([("老父亲", true), ("表弟", false), ("姨妈", false)], me.Relatives.Select(r => (r.Name, r.SameHousehold)));
        Assert.Equal(("老**", father), (Assert.Single(me.Household).Name, me.Household[0].Id));
        Assert.True((await town.Postgres.ReadAsync<bool>($"select are_kin({father}, {daughter}) as \"Value\""))[0]);

        var order = await town.PlacedAsync(daughter, father);
        Assert.Equal("relative.order_open", (await RemoveAsync(daughter, father)).Refused().Code);
        await town.DoAsync(daughter, new WithdrawOrder(order, null));
        (await RemoveAsync(daughter, father)).Done();
        Assert.Equal("person.not_found", (await RemoveAsync(daughter, father)).Refused().Code);
        Assert.True((await town.Postgres.ReadAsync<bool>($"select are_kin({father}, {daughter}) as \"Value\""))[0]);   // they still live together
    }

    [Fact]
    public async Task Whoever_is_alone_joins_and_two_households_stay_two()
    {
        var (ours, theirs) = (town.NewId(), town.NewId());
        var (wife, husband) = (await town.PersonAsync("妻", household: ours, phone: "13600000010"), await town.PersonAsync("夫", household: ours));
        var (son, daughterInLaw) = (await town.PersonAsync("子", household: theirs, phone: "13600000011"), await town.PersonAsync("媳", household: theirs));
        var mother = await town.PersonAsync("母", phone: "13600000012");
        var lodger = await town.PersonAsync("弟");

        Assert.Equal("relative.two_households", (await town.AddRelativeAsync(wife, Together("子", "13600000011"))).Refused().Code);
        Assert.Empty((await town.MeAsync(wife)).Relatives);
        (await town.AddRelativeAsync(wife, Together("母", "13600000012"))).Done();
        (await town.AddRelativeAsync(lodger, Together("妻", "13600000010"))).Done();
        Assert.Equal(new[] { wife, husband, mother, lodger }.Order(), await town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from persons where household_id = {ours} order by id"));
        Assert.Equal([daughterInLaw], (await town.MeAsync(son)).Household.Select(h => h.Id));
    }

    [Fact]
    public async Task Relatives_are_refused_by_name()
    {
        var person = await town.PersonAsync("孤身", phone: "13600000021");
        Assert.Equal("relative.yourself", (await town.AddRelativeAsync(person, ARelative("孤身") with { Phone = "13600000021" })).Refused().Code);
        Assert.Equal("relative.unknown", (await town.AddRelativeAsync(person, ARelative("没有此人") with { Phone = "13600000022" })).Refused().Code);
        Assert.Equal("relative.unknown", (await town.AddRelativeAsync(person, ARelative("没有此人") with { VolunteerNumber = "V123" })).Refused().Code);
        Assert.Equal("person.bad_name", (await town.AddRelativeAsync(person, ARelative(" "))).Refused().Code);
        Assert.Equal("person.bad_name", (await town.AddRelativeAsync(person, ARelative("王\u200B芳"))).Refused().Code);
        for (var i = 0; i < 20; i++) { (await town.AddRelativeAsync(person, ARelative($"亲戚{i}"))).Done(); }
        Assert.Equal("relative.too_many", (await town.AddRelativeAsync(person, ARelative("第二十一个"))).Refused().Code);
    }

    [Fact]
    public async Task Details_are_changed_by_their_owner_and_by_the_station_until_verified()
    {
        var person = await town.PersonAsync("旧名", phone: "13600000031");
        (await ChangeAsync(person, person, Change() with { Name = "新名", Address = "新地址", Skills = ["理发"], HomeSiteId = town.OtherStation.Id })).Done();
        var me = await town.MeAsync(person);
        Assert.Equal(("新名", "新地址", "13600000031", town.OtherStation.Id), (me.Name, me.Address, me.Phone, me.HomeSite.Id));
        Assert.Equal(["理发"], me.Skills);

        Assert.Equal("person.not_found", (await ChangeAsync(town.Dispatcher, person, Change() with { Address = "" })).Refused().Code);   // moved out of reach
        (await ChangeAsync(town.Manager, person, Change() with { Address = "", Phone = "13600000032" })).Done();
        Assert.Equal(((string?)null, "13600000032"), ((await town.MeAsync(person)).Address, (await town.MeAsync(person)).Phone));
        Assert.Equal(person, Assert.Single((await town.SearchAsync(town.Manager, new("13600000032", null, null))).Done()).Id);

        await town.Postgres.RunAsync($"update persons set account_id = {town.NewId()} where id = {person}");
        Assert.Equal("person.phone_of_account", (await ChangeAsync(town.Manager, person, Change() with { Phone = "13600000033" })).Refused().Code);
        (await town.VerifyAsync(town.Manager, person, "新名", Desk.IdNumberOf(401))).Done();
        Assert.Equal("person.verified", (await ChangeAsync(person, person, Change() with { Name = "再改" })).Refused().Code);
        Assert.Equal("person.home_site", (await ChangeAsync(person, person, Change() with { HomeSiteId = Guid.Empty })).Refused().Code);
    }

    [Fact]
    public async Task A_qualification_is_confirmed_by_staff_until_a_day()
    {
        var volunteer = await town.VolunteerAsync("护士");
        (await ConfirmAsync(town.Dispatcher, new(volunteer, " 护士执业证 ", new(2027, 1, 1)))).Done();
        (await ConfirmAsync(town.Dispatcher, new(volunteer, "护士执业证", new(2028, 1, 1)))).Done();
        Assert.Equal(new QualificationView("护士执业证", town.Clock.GetUtcNow(), new(2028, 1, 1)), Assert.Single((await town.MeAsync(volunteer)).Qualifications));
        Assert.Equal("qualification.named", (await ConfirmAsync(town.Dispatcher, new(volunteer, "电工证", new(2026, 11, 22)))).Refused().Code);
        Assert.Equal("person.not_yourself", (await ConfirmAsync(town.Dispatcher, new(town.Dispatcher, "电工证", null))).Refused().Code);
    }

    [Fact]
    public async Task An_activation_code_is_shown_once_and_the_next_one_ends_it()
    {
        var person = (await town.EnrolAsync(town.Dispatcher, town.Someone("来办账号的", "13600000051"))).Done();
        var key = new CommandKey(town.Dispatcher, "code", [1]);
        var first = (await Town.In(town.Api, (IssueActivation i) => i.IssueAsync(key, town.Dispatcher, person, default))).Done();
        Assert.Matches("^[0-9]{8}$", first.Code);
        Assert.Equal(first, (await Town.In(town.Api, (IssueActivation i) => i.IssueAsync(key, town.Dispatcher, person, default))).Done());
        var second = (await town.AskAsync((IssueActivation i, CommandKey k) => i.IssueAsync(k, town.Dispatcher, person, default), town.Dispatcher)).Done();

        var hashes = await town.Postgres.ReadAsync<byte[]>($"select code_hash as \"Value\" from activations where person_id = {person}");
        Assert.Equal(town.Keys.LookupHash("activation", second.Code), Assert.Single(hashes));
        Assert.Equal("person.not_found", (await town.AskAsync((IssueActivation i, CommandKey k) => i.IssueAsync(k, town.Resident, person, default), town.Resident)).Refused().Code);
        await town.Postgres.RunAsync($"update persons set account_id = {town.NewId()}, phone_changed_by_id = {town.Dispatcher} where id = {person}");
        Assert.Equal("activation.second_person", (await town.AskAsync((IssueActivation i, CommandKey k) => i.IssueAsync(k, town.Dispatcher, person, default), town.Dispatcher)).Refused().Code);
        (await town.AskAsync((IssueActivation i, CommandKey k) => i.IssueAsync(k, town.SecondDispatcher, person, default), town.SecondDispatcher)).Done();
    }

    [Fact]
    public async Task Whoever_leaves_is_forgotten_and_their_minutes_are_not()
    {
        var volunteer = await town.VolunteerAsync("要走的人");
        var order = await town.PlacedAsync();
        var visit = await town.AcceptedAsync(order, volunteer);
        Assert.Equal("person.visit_open", (await LeaveAsync(volunteer)).Refused().Code);
        Assert.Equal("person.visit_open", (await LeaveAsync(town.Resident)).Refused().Code);
        await town.ServedAsync(order, visit, volunteer, 60);
        await town.RatedAsync(order);
        await town.CreditAsync();
        await town.Postgres.RunAsync($"insert into volunteer_hours values ({volunteer}, 1, 360, 720)");

        Assert.Equal(volunteer, (await LeaveAsync(volunteer)).Done());
        Assert.Equal([0], await town.Postgres.ReadAsync<int>($"select count(*)::int as \"Value\" from volunteer_hours where person_id = {volunteer}"));
        Assert.Equal("", (await town.MeAsync(volunteer)).Name);
        Assert.Empty((await town.SearchAsync(town.Dispatcher, new(null, "要走的人", null))).Done());
        Assert.Equal(60, (await town.PassbookAsync(volunteer)).AvailableMinutes);
        Assert.Equal("person.not_found", (await CodeAsync(town.Dispatcher, volunteer)).Refused().Code);
        (await LeaveAsync(town.Resident)).Done();
        Assert.Equal(0, (await town.Postgres.ReadAsync<int>($"select count(*)::int as \"Value\" from order_texts where order_id = {order}"))[0]);
    }

    [Fact]
    public async Task Whoever_leaves_is_asked_no_more_and_offered_nothing()
    {
        var volunteer = await town.VolunteerAsync("有人等的人");
        var order = await town.PlacedAsync(by: await town.PersonAsync("等人的", town.Station));
        await town.DoAsync(town.Dispatcher, new DispatchOrder(order, [volunteer], false, null));
        (await LeaveAsync(volunteer)).Done();
        Assert.Equal("Placed", (await town.Postgres.ReadAsync<string>($"select state as \"Value\" from orders where id = {order}"))[0]);
        await town.RefusedAsync(OrderRefusals.NotVolunteer, town.Dispatcher, new DispatchOrder(order, [volunteer], false, null));
    }

    [Fact]
    public async Task Whoever_changed_a_phone_does_not_hand_out_the_code_for_it()
    {
        var person = (await town.EnrolAsync(town.Dispatcher, town.Someone("被换号的", "13600000061"))).Done();
        (await CodeAsync(town.Dispatcher, person)).Done();
        (await ChangeAsync(town.Dispatcher, person, Change() with { Phone = "13600000062" })).Done();
        Assert.Equal("activation.second_person", (await CodeAsync(town.Dispatcher, person)).Refused().Code);
        (await CodeAsync(town.SecondDispatcher, person)).Done();
    }

    [Fact]
    public async Task A_home_site_is_changed_once_in_thirty_days_and_by_staff_at_any_time()
    {
        var person = await town.PersonAsync("搬家的", town.Station);
        (await ChangeAsync(person, person, Change() with { HomeSiteId = town.OtherCounty.Id })).Done();
        Assert.Equal("person.home_site_recent", (await ChangeAsync(person, person, Change() with { HomeSiteId = town.Station.Id })).Refused().Code);
        (await ChangeAsync(person, person, Change() with { HomeSiteId = town.OtherCounty.Id, Address = "同一处" })).Done();
        var there = await town.StaffAsync("樊城派单员", Right.Dispatcher, town.OtherCounty);
        (await ChangeAsync(there, person, Change() with { HomeSiteId = town.Station.Id })).Done();
        town.Clock.Advance(TimeSpan.FromDays(30));
        (await ChangeAsync(person, person, Change() with { HomeSiteId = town.OtherCounty.Id })).Done();
    }

    [Fact]
    public async Task Staff_write_down_who_lives_with_whom()
    {
        var (one, other) = (await town.PersonAsync("同住的", town.Station), await town.PersonAsync("分开的", town.Station));
        Assert.False(await AreKinAsync(one, other));
        (await LivesAsync(town.Dispatcher, one, other)).Done();
        Assert.True(await AreKinAsync(one, other));
        (await LivesAsync(town.Dispatcher, one, null)).Done();
        Assert.False(await AreKinAsync(one, other));
        Assert.Equal("person.not_yourself", (await LivesAsync(one, one, other)).Refused().Code);
        Assert.Equal("person.not_found", (await LivesAsync(town.Resident, one, other)).Refused().Code);
    }

    private Task<Outcome<ActivationIssued>> CodeAsync(Guid caller, Guid person) => town.AskAsync((IssueActivation i, CommandKey key) => i.IssueAsync(key, caller, person, default), caller);

    private Task<Outcome<Guid>> LivesAsync(Guid caller, Guid person, Guid? with) => town.AskAsync((SetHousehold h, CommandKey key) => h.SetAsync(key, caller, person, with, default), caller);

    private async Task<bool> AreKinAsync(Guid one, Guid other) => (await town.Postgres.ReadAsync<bool>($"select are_kin({one}, {other}) as \"Value\""))[0];

    private static RelativeToAdd ARelative(string name) => new(Relation.Parent, false, name, null, null, Sex.Unknown, null, null);

    private static RelativeToAdd Together(string name, string phone) => ARelative(name) with { Phone = phone, SameHousehold = true };

    private static DetailsChange Change() => new(null, null, null, null, null, null, null, null);

    private Task<Outcome<Guid>> RemoveAsync(Guid caller, Guid relative) => town.AskAsync((RemoveRelative r, CommandKey key) => r.RemoveAsync(key, caller, relative, default), caller);

    private Task<Outcome<Guid>> ChangeAsync(Guid caller, Guid person, DetailsChange change) =>
        town.AskAsync((ChangeDetails c, CommandKey key) => c.ChangeAsync(key, caller, person, change, default), caller);

    private Task<Outcome<Guid>> ConfirmAsync(Guid caller, QualificationToConfirm asked) =>
        town.AskAsync((ConfirmQualification c, CommandKey key) => c.ConfirmAsync(key, caller, asked, default), caller);

    private Task<Outcome<Guid>> LeaveAsync(Guid person) => town.AskAsync((Leave l, CommandKey key) => l.LeaveAsync(key, person, _ => Task.CompletedTask, default), person);

    private async Task<long> PassbooksAsync() => (await town.Postgres.ReadAsync<long>(
        $"select coalesce(sum(value), 0)::bigint as \"Value\" from site_days where site_id = {town.OtherStation.Id} and measure = 'passbooks' and day = {DateOnly.FromDateTime(town.Clock.GetUtcNow().AddHours(8).DateTime)}"))[0];
}
