using TimeBank.Administration;
using TimeBank.Domain.Tests.People;
using TimeBank.People;
using TimeBank.Policies;
using TimeBank.Records;
using TimeBank.Sites;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Administration;

/// <summary>Whatever is done in administration leaves who, what, whose and when, in the same transaction and without the verb's doing.</summary>
public sealed class ActTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Every_verb_of_staff_leaves_its_act()
    {
        var me = await town.StaffAsync("区管理员", Right.Administrator, town.County);
        var person = (await town.EnrolAsync(me, town.Someone("新居民", "13911110001"))).Done();
        (await Ask(me, (IssueActivation i, CommandKey key) => i.IssueAsync(key, me, person, default))).Done();
        (await town.VerifyAsync(me, person, "新居民", Desk.IdNumberOf(7))).Done();
        (await Ask(me, (ChangeDetails c, CommandKey key) => c.ChangeAsync(key, me, person, new(null, "13911110002", null, null, null, null, null, town.OtherStation.Id), default))).Done();
        (await Ask(me, (SetHousehold h, CommandKey key) => h.SetAsync(key, me, person, town.Resident, default))).Done();
        (await Ask(me, (ConfirmQualification q, CommandKey key) => q.ConfirmAsync(key, me, new(person, "护士证", null), default))).Done();
        (await Ask(me, (ConfirmQualification q, CommandKey key) => q.ConfirmAsync(key, me, new(person, "护士证", new(2027, 1, 1)), default))).Done();
        (await town.BecomeVolunteerAsync(me, person)).Done();
        var appointment = (await town.AppointAsync(me, person, town.Office.Id, Right.Manager)).Done();
        (await town.EndAsync(me, appointment)).Done();
        ActKind[] ofPerson =
        [
            ActKind.PersonEnrolled, ActKind.ActivationIssued, ActKind.RealNameVerified, ActKind.PersonChanged, ActKind.HouseholdSet, ActKind.QualificationConfirmed,
            ActKind.QualificationConfirmed, ActKind.VolunteerMade, ActKind.Appointed, ActKind.AppointmentEnded,
        ];
        var acts = await ActsAsync(me, subject: person);
        Assert.Equal(ofPerson.Order(), acts.Select(a => a.Kind).Order());
        Assert.All(acts, a => Assert.Equal(("区管理员", "新居民"), (a.Actor, a.Subject)));
        var changed = acts.Single(a => a.Kind is ActKind.PersonChanged);
        Assert.Equal(("昭明台社区", town.OtherStation.Id), (changed.Site, changed.Data.GetProperty("homeSiteId").GetGuid()));
        Assert.Contains("phone", changed.Data.GetProperty("fields").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal("Manager", acts.Single(a => a.Kind is ActKind.Appointed).Data.GetProperty("right").GetString());

        var point = (await Ask(me, (AddPoint a, CommandKey key) => a.AddAsync(key, me, new(town.Station.Id, "P-7", "书屋", null, null, null), default))).Done();
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Ask(me, (ChangeSite c, CommandKey key) => c.ChangeAsync(key, me, new(point, null, "0710-3512345", 32.01, 112.12), default))).Done();
        var ofPoint = await ActsAsync(me, subject: point);
        Assert.Equal([ActKind.SiteChanged, ActKind.PointAdded], ofPoint.Select(a => a.Kind));
        Assert.Equal(["phone", "place"], ofPoint[0].Data.GetProperty("fields").EnumerateArray().Select(f => f.GetString()!).Order());

        var terms = (await Ask(me, (SetPolicy s, CommandKey key) => s.SetAsync(key, me, new(town.County.Id, town.Clock.GetUtcNow().AddDays(2), 110, null, null, null, null, null, null, null, null, null, null), default))).Done();
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Ask(me, (WithdrawPolicy w, CommandKey key) => w.WithdrawAsync(key, me, terms, default))).Done();
        Assert.Equal([ActKind.PolicyWithdrawn, ActKind.PolicySet], (await ActsAsync(me, subject: terms)).Select(a => a.Kind));
    }

    [Fact]
    public async Task What_people_change_of_themselves_and_what_was_refused_is_no_act()
    {
        var person = await town.PersonAsync("自己来", phone: "13911110005");
        (await Ask(person, (ChangeDetails c, CommandKey key) => c.ChangeAsync(key, person, person, new(null, null, null, null, "三栋", null, null, null), default))).Done();
        (await town.BecomeVolunteerAsync(person, person)).Done();
        (await town.AddRelativeAsync(person, new(TimeBank.People.Relation.Parent, true, "老母亲", null, null, Sex.Female, null, null))).Done();
        Assert.Equal("appointment.not_yours", (await town.AppointAsync(town.Dispatcher, person, town.Station.Id, Right.Manager)).Refused().Code);
        Assert.Empty(await town.Postgres.ReadAsync<string>($"select kind as \"Value\" from admin_acts where actor_id = {person} or subject_id = {person} or actor_id = {town.Dispatcher}"));
    }

    [Fact]
    public async Task Corrections_are_for_those_who_oversee_minutes()
    {
        var (administrator, supervisor) = (await town.StaffAsync("只管站点", Right.Administrator, town.County), await town.StaffAsync("督查", Right.Supervisor, town.County));
        var volunteer = await town.VolunteerAsync("更正的人");
        var order = await town.PlacedAsync();
        await town.ServedAsync(order, await town.AcceptedAsync(order, volunteer), volunteer, 60);
        await town.RatedAsync(order);
        var record = (await town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from service_records where order_id = {order}")).Single();
        var proposed = (await Ask(town.Manager, (CorrectRecord c, CommandKey key) => c.ProposeAsync(key, town.Manager, new(record, 30, CorrectionReason.WrongTimes), default))).Done();
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Ask(town.SecondManager, (CorrectRecord c, CommandKey key) => c.ApproveAsync(key, town.SecondManager, proposed.Id, default))).Done();

        var seen = await ActsAsync(supervisor, subject: record);
        Assert.Equal([(ActKind.CorrectionApproved, "审核人乙"), (ActKind.CorrectionProposed, "审核人甲")], seen.Select(a => (a.Kind, a.Actor)));
        Assert.NotNull(seen[0].OrderNumber);
        Assert.Empty(await ActsAsync(administrator, subject: record));
    }

    [Fact]
    public async Task An_import_is_one_act_of_the_command_line_and_the_same_file_again_is_none()
    {
        var me = await town.StaffAsync("市管理员", Right.Administrator, town.City);
        var file = Deployment.File("code,parent_code,level,name", "430582,,county,邵东市", "430582001,430582,township,两市塘街道");
        foreach (var _ in Enumerable.Range(0, 2)) { (await Town.In(town.Worker, (ImportSites i) => i.ImportAsync(file, false, default))).Done(); }
        (await Town.In(town.Worker, (ImportCalendar i) => i.ImportAsync(Deployment.File("date,kind,name", "2031-05-01,holiday,劳动节"), default))).Done();
        Assert.Equal(1, Assert.Single(await town.Postgres.ReadAsync<long>($"select count(*) as \"Value\" from admin_acts where kind = 'SitesImported' and actor_id is null")));
        // What concerns the whole deployment is seen by whoever looks back anywhere.
        Assert.Contains(await ActsAsync(me, site: town.City), a => a is { Kind: ActKind.CalendarImported, Actor: null, Site: null });
    }

    [Fact]
    public async Task Only_those_who_oversee_look_back_and_pages_follow_each_other()
    {
        var me = await town.StaffAsync("街道管理员", Right.Administrator, town.Office);
        foreach (var n in Enumerable.Range(0, 5)) { (await town.EnrolAsync(me, town.Someone($"居民{n}"))).Done(); town.Clock.Advance(TimeSpan.FromSeconds(n % 2)); }
        List<ActLine> all = [];
        for (string? cursor = null; ;)
        {
            var page = (await SearchAsync(me, new(town.Office.Id, ActKind.PersonEnrolled, [me], null, null, null, cursor, 2))).Done();
            all.AddRange(page.Items);
            if ((cursor = page.Next) is null) { break; }
        }

        Assert.Equal(5, all.Select(a => a.Id).Distinct().Count());
        Assert.Equal(all.Select(a => a.At).OrderDescending(), all.Select(a => a.At));
        Assert.Equal("oversight.not_yours", (await SearchAsync(town.Dispatcher, new(town.Station.Id, null, [], null, null, null, null, 50))).Refused().Code);
        Assert.Equal("site.not_found", (await SearchAsync(town.Resident, new(town.Station.Id, null, [], null, null, null, null, 50))).Refused().Code);
        Assert.Equal("oversight.bad_cursor", (await SearchAsync(me, new(town.Office.Id, null, [], null, null, null, "nonsense", 50))).Refused().Code);
        Assert.Equal("oversight.range", (await SearchAsync(me, new(town.Office.Id, null, [], null, new(2027, 1, 2), new(2027, 1, 1), null, 50))).Refused().Code);
        var today = new LocalTime(TimeZoneInfo.FindSystemTimeZoneById(LocalTime.DefaultZone)).DayOf(town.Clock.GetUtcNow());
        Assert.NotEmpty((await SearchAsync(me, new(town.Office.Id, null, [], null, today, today, null, 50))).Done().Items);
        Assert.DoesNotContain((await SearchAsync(me, new(town.Office.Id, null, [], null, today.AddDays(1), null, null, 50))).Done().Items, a => a.Site is not null);
    }

    private Task<T> Ask<TDesk, T>(Guid caller, Func<TDesk, CommandKey, Task<T>> ask) where TDesk : notnull => town.AskAsync(ask, caller);

    private Task<Outcome<Page<ActLine>>> SearchAsync(Guid caller, ActSearch asked) => Town.In(town.Api, (ActQueries q) => q.SearchAsync(caller, asked, default));

    private async Task<IReadOnlyList<ActLine>> ActsAsync(Guid caller, Guid? subject = null, Site? site = null) =>
        (await SearchAsync(caller, new((site ?? town.County).Id, null, [], subject, null, null, null, 100))).Done().Items;
}
