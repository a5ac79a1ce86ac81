using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.People;

/// <summary>Appointments whose end is known beforehand, and the list of all below a site.</summary>
public sealed class AppointmentUntilTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task It_holds_until_its_day_and_is_held_once_until_then()
    {
        var (person, until) = (await town.PersonAsync("暑期派单员"), town.Clock.GetUtcNow().AddDays(60));
        Assert.Equal("appointment.until", (await AppointAsync(person, town.Clock.GetUtcNow())).Refused().Code);
        var summer = (await AppointAsync(person, until)).Done();
        Assert.Equal("appointment.already", (await AppointAsync(person, null)).Refused().Code);
        Assert.Equal(until, Assert.Single((await town.MeAsync(person)).Appointments).UntilAt);
        (await town.SeePersonAsync(person, town.Resident)).Done();

        town.Clock.MoveTo(until);
        Assert.Equal("person.not_found", (await town.SeePersonAsync(person, town.Resident)).Refused().Code);
        Assert.Empty((await town.MeAsync(person)).Appointments);
        Assert.Equal("appointment.ended", (await town.EndAsync(town.Manager, summer)).Refused().Code);
        (await AppointAsync(person, null)).Done();
    }

    [Fact]
    public async Task It_can_be_ended_before_its_day_and_ends_with_whoever_leaves()
    {
        var (person, until) = (await town.PersonAsync("临时派单员"), town.Clock.GetUtcNow().AddDays(60));
        (await town.EndAsync(town.Manager, (await AppointAsync(person, until)).Done())).Done();
        Assert.Empty((await town.MeAsync(person)).Appointments);

        (await AppointAsync(person, until)).Done();
        (await town.AskAsync((Leave l, CommandKey key) => l.LeaveAsync(key, person, _ => Task.CompletedTask, default), person)).Done();
        Assert.Empty(await town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from appointments where person_id = {person} and (until_at is null or until_at > {town.Clock.GetUtcNow()})"));
        Assert.Equal("person.not_found", (await AppointAsync(person, null)).Refused().Code);
    }

    [Fact]
    public async Task Somebody_whose_days_are_counted_does_not_stand_in_for_the_last_administrator()
    {
        AdministratorToCreate asked = new("韩市长", "13700000009", town.City.Code, []);
        var first = (await Town.In(town.Worker, (CreateAdministrator c) => c.CreateAsync(asked, default))).Done().PersonId;
        var guest = await town.PersonAsync("挂职", town.City);
        (await town.AskAsync((Appoint a, CommandKey key) => a.AppointAsync(key, first, new(guest, town.City.Id, Right.Administrator, town.Clock.GetUtcNow().AddDays(30)), default), first)).Done();
        Assert.Equal("appointment.last_administrator", (await town.EndAsync(first, (await town.MeAsync(first)).Appointments[0].Id)).Refused().Code);
        // Their own end may come sooner.
        (await town.EndAsync(guest, (await town.MeAsync(guest)).Appointments[0].Id)).Done();
    }

    [Fact]
    public async Task Those_below_are_listed_a_page_at_a_time()
    {
        var county = await town.StaffAsync("区督查", Right.Supervisor, town.County);
        var all = await AllAsync(new(town.County.Id, null, null, false, null, 2), county);
        Assert.Contains(all, a => a.PersonId == town.Dispatcher && a.Site == "昭明台社区");
        Assert.Equal(all.Count, all.Select(a => a.Id).Distinct().Count());
        Assert.All(await AllAsync(new(town.County.Id, Right.Manager, null, false, null, 50), county), a => Assert.Equal(Right.Manager, a.Right));
        Assert.DoesNotContain(await AllAsync(new(town.Station.Id, null, null, false, null, 50), county), a => a.PersonId == town.Manager);

        var former = await town.PersonAsync("前派单员");
        (await town.EndAsync(town.Manager, (await AppointAsync(former, null)).Done())).Done();
        Assert.Empty(await AllAsync(new(town.Office.Id, null, former, false, null, 50), county));
        Assert.Single(await AllAsync(new(town.Office.Id, null, former, true, null, 50), county));
        Assert.Equal("site.not_found", (await Town.In(town.Api, (AppointmentQueries q) => q.BelowAsync(town.Resident, new(town.County.Id, null, null, false, null, 50), default))).Refused().Code);
    }

    private Task<Outcome<Guid>> AppointAsync(Guid person, DateTimeOffset? until) =>
        town.AskAsync((Appoint a, CommandKey key) => a.AppointAsync(key, town.Manager, new(person, town.Office.Id, Right.Dispatcher, until), default), town.Manager);

    private async Task<List<AppointmentView>> AllAsync(AppointmentListing asked, Guid caller)
    {
        List<AppointmentView> all = [];
        for (Guid? cursor = null; ;)
        {
            var page = (await Town.In(town.Api, (AppointmentQueries q) => q.BelowAsync(caller, asked with { Before = cursor }, default))).Done();
            all.AddRange(page.Items);
            if (page.Next is null) { return all; }
            cursor = Guid.Parse(page.Next);
        }
    }
}
