using TimeBank.Administration;
using TimeBank.Domain.Tests.People;
using TimeBank.People;
using TimeBank.Photos;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Administration;

/// <summary>No member of staff sees a phone or address without a trace that the person can read.</summary>
public sealed class LookTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task The_first_look_of_a_day_is_kept_and_the_person_finds_it_in_their_export()
    {
        var person = await town.PersonAsync("邱守密", phone: "13755550001");
        (await town.SearchAsync(town.Dispatcher, new("13755550001", null, null))).Done();
        (await town.SeePersonAsync(town.Dispatcher, person)).Done();
        (await town.SeePersonAsync(town.Manager, person)).Done();
        Assert.Equal([(LookKind.Search, "派单员甲"), (LookKind.Person, "审核人甲")], (await LooksAsync(town.Manager, person)).Select(l => (l.Kind, l.Viewer!)).Order());

        town.Clock.Advance(TimeSpan.FromDays(1));
        (await town.SeePersonAsync(town.Dispatcher, person)).Done();
        var looks = await LooksAsync(town.Manager, person);
        Assert.Equal(3, looks.Count);
        Assert.Equal(LookKind.Person, looks[0].Kind);
        var exported = (await Town.In(town.Api, (ExportPerson e) => e.ExportAsync(person, default))).Done().Looks;
        Assert.Equal((2, 1), (exported.Count(l => l.SeenBy == "派单员甲"), exported.Count(l => l.SeenBy == "审核人甲")));
    }

    [Fact]
    public async Task Whoever_sees_no_phone_leaves_no_trace()
    {
        var (person, supervisor) = (await town.PersonAsync("没人看", phone: "13755550002"), await town.StaffAsync("督查", Right.Supervisor, town.Office));
        Assert.Contains("*", (await town.SeePersonAsync(supervisor, person)).Done().Phone, StringComparison.Ordinal);
        (await town.SearchAsync(supervisor, new(null, "没人看", null))).Done();
        await town.MeAsync(person);
        Assert.Empty(await LooksAsync(town.Manager, person));
    }

    [Fact]
    public async Task An_order_with_its_contact_is_a_look_for_staff_and_none_for_who_ordered_or_serves()
    {
        var (volunteer, resident) = (await town.VolunteerAsync("来帮忙的"), await town.PersonAsync("被服务的", phone: "13755550003"));
        var order = await town.PlacedAsync(by: resident);
        await town.AcceptedAsync(order, volunteer);
        await town.SeeAsync(order, resident);
        await town.SeeAsync(order, volunteer);
        Assert.Empty(await LooksAsync(town.Manager, resident));
        var seen = await town.SeeAsync(order, town.Dispatcher);
        var look = Assert.Single(await LooksAsync(town.Manager, resident));
        Assert.Equal((LookKind.Order, order, seen.Number, "昭明台社区"), (look.Kind, look.OrderId!.Value, look.OrderNumber!.Value, look.Site));
    }

    [Fact]
    public async Task A_photo_that_staff_open_is_a_look_too()
    {
        var (volunteer, resident) = (await town.VolunteerAsync("看图的"), await town.PersonAsync("拍了照的"));
        var order = await town.PlacedAsync(by: resident);
        await town.AcceptedAsync(order, volunteer);
        var photo = (await town.AskAsync((AddPhoto a, CommandKey key) => a.AddAsync(key, resident, order, Pictures.Jpeg(), default), resident)).Done();
        foreach (var own in new[] { resident, volunteer }) { (await Town.In(town.Api, (PhotoQueries q) => q.OpenAsync(own, order, photo, default))).Done(); }
        (await Town.In(town.Api, (PhotoQueries q) => q.OfOrderAsync(town.Dispatcher, order, default))).Done();
        Assert.Empty(await LooksAsync(town.Manager, resident));
        (await Town.In(town.Api, (PhotoQueries q) => q.OpenAsync(town.Dispatcher, order, photo, default))).Done();
        var look = Assert.Single(await LooksAsync(town.Manager, resident));
        Assert.Equal((LookKind.Order, order, "派单员甲"), (look.Kind, look.OrderId!.Value, look.Viewer));
    }

    [Fact]
    public async Task Whole_identity_numbers_stand_in_the_same_list_with_their_purpose()
    {
        var person = await town.PersonAsync("有证件的", phone: "13755550004");
        (await town.VerifyAsync(town.Manager, person, "有证件的", Desk.IdNumberOf(11))).Done();
        (await town.AskAsync((OpenIdNumber o, CommandKey key) => o.OpenAsync(key, town.Manager, new(person, "补贴核对"), default), town.Manager)).Done();
        var administrator = await town.StaffAsync("区管理员", Right.Administrator, town.County);
        var line = Assert.Single(await LooksAsync(administrator, person), l => l.Kind is LookKind.IdNumber);
        Assert.Equal(("有证件的", "审核人甲", "补贴核对"), (line.Person, line.Viewer, line.Purpose));

        var ofManager = (await SearchAsync(administrator, new(town.County.Id, LookKind.IdNumber, [], [town.Manager], null, null, null, 50))).Done().Items;
        Assert.Contains(ofManager, l => l.Id == line.Id);
        Assert.Empty((await SearchAsync(administrator, new(town.County.Id, LookKind.Person, [person], [], null, null, null, 50))).Done().Items);
        Assert.Equal("oversight.not_yours", (await SearchAsync(town.Dispatcher, new(town.Station.Id, null, [], [], null, null, null, 50))).Refused().Code);
        Assert.Equal("site.not_found", (await SearchAsync(town.Manager, new(town.OtherCounty.Id, null, [], [], null, null, null, 50))).Refused().Code);
        var elsewhere = await town.StaffAsync("樊城管理员", Right.Administrator, town.OtherCounty);
        Assert.Empty((await SearchAsync(elsewhere, new(town.OtherCounty.Id, null, [person], [], null, null, null, 50))).Done().Items);
    }

    [Fact]
    public async Task Pages_follow_each_other_across_both_kinds()
    {
        foreach (var n in Enumerable.Range(20, 5))
        {
            var person = await town.PersonAsync($"翻页{n}", town.OtherStation);
            (await town.VerifyAsync(town.Manager, person, $"翻页{n}", Desk.IdNumberOf(n))).Done();
            (await town.SeePersonAsync(town.SecondDispatcher, person)).Done();
            (await town.AskAsync((OpenIdNumber o, CommandKey key) => o.OpenAsync(key, town.Manager, new(person, "核对"), default), town.Manager)).Done();
        }

        List<LookLine> all = [];
        for (string? cursor = null; ;)
        {
            var page = (await SearchAsync(town.Manager, new(town.OtherStation.Id, null, [], [], null, null, cursor, 3))).Done();
            all.AddRange(page.Items);
            if ((cursor = page.Next) is null) { break; }
        }

        Assert.Equal((10, 5), (all.Select(l => l.Id).Distinct().Count(), all.Count(l => l.Kind is LookKind.IdNumber)));
    }

    private Task<Outcome<Page<LookLine>>> SearchAsync(Guid caller, LookSearch asked) => Town.In(town.Api, (LookQueries q) => q.SearchAsync(caller, asked, default));

    private async Task<IReadOnlyList<LookLine>> LooksAsync(Guid caller, Guid person) => (await SearchAsync(caller, new(town.Office.Id, null, [person], [], null, null, null, 50))) switch
    {
        Outcome<Page<LookLine>>.Done(var page) => page.Items,
        _ => (await SearchAsync(caller, new(town.County.Id, null, [person], [], null, null, null, 50))).Done().Items,
    };
}
