using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.People;

public sealed class AppointmentTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task An_appointment_reaches_everything_below_and_ends_at_once()
    {
        var person = await town.PersonAsync("新派单员");
        var appointment = (await town.AppointAsync(town.Manager, person, town.Office.Id, Right.Dispatcher)).Done();

        var enrolled = (await town.EnrolAsync(person, town.Someone("街道居民") with { HomeSiteId = town.OtherStation.Id })).Done();
        (await town.SeePersonAsync(person, enrolled)).Done();
        Assert.Equal("appointment.already", (await town.AppointAsync(town.SecondManager, person, town.Office.Id, Right.Dispatcher)).Refused().Code);

        (await town.EndAsync(town.Manager, appointment)).Done();
        Assert.Equal("person.not_found", (await town.SeePersonAsync(person, enrolled)).Refused().Code);
        Assert.Equal("person.not_yours", (await town.EnrolAsync(person, town.Someone("又一个"))).Refused().Code);
        Assert.Equal("appointment.ended", (await town.EndAsync(town.Manager, appointment)).Refused().Code);
        Assert.Empty((await town.MeAsync(person)).Appointments);

        // Appointed anew, the old line stays in the list.
        (await town.AppointAsync(town.Manager, person, town.Office.Id, Right.Dispatcher)).Done();
        var listed = (await Town.In(town.Api, (AppointmentQueries q) => q.AtAsync(town.Manager, town.Office.Id, default))).Done();
        Assert.Equal(2, listed.Count(a => a.PersonId == person));
        Assert.Equal("site.not_found", (await Town.In(town.Api, (AppointmentQueries q) => q.AtAsync(town.Resident, town.Office.Id, default))).Refused().Code);
    }

    [Theory]
    [InlineData(Right.Manager, Right.Dispatcher, true)]
    [InlineData(Right.Manager, Right.Supervisor, true)]
    [InlineData(Right.Manager, Right.Manager, false)]
    [InlineData(Right.Manager, Right.Administrator, false)]
    [InlineData(Right.Administrator, Right.Dispatcher, true)]
    [InlineData(Right.Administrator, Right.Administrator, true)]
    [InlineData(Right.Dispatcher, Right.Dispatcher, false)]
    [InlineData(Right.Supervisor, Right.Supervisor, false)]
    public async Task Who_may_appoint_whom(Right caller, Right asked, bool may)
    {
        var (by, person) = (await town.StaffAsync("任命人", caller, town.County), await town.PersonAsync("被任命人"));
        var outcome = await town.AppointAsync(by, person, town.Station.Id, asked);
        if (may) { outcome.Done(); } else { Assert.Equal("appointment.not_yours", outcome.Refused().Code); }
    }

    [Fact]
    public async Task Nobody_appoints_themselves_or_beyond_their_site_or_people_they_cannot_see()
    {
        var administrator = await town.StaffAsync("区管理员", Right.Administrator, town.County);
        Assert.Equal("appointment.not_yours", (await town.AppointAsync(administrator, administrator, town.County.Id, Right.Manager)).Refused().Code);
        var neighbour = await town.PersonAsync("邻居");
        Assert.Equal("appointment.not_yours", (await town.AppointAsync(administrator, neighbour, town.City.Id, Right.Dispatcher)).Refused().Code);
        var stranger = await town.PersonAsync("外区人", town.OtherCounty);
        Assert.Equal("person.not_found", (await town.AppointAsync(administrator, stranger, town.County.Id, Right.Dispatcher)).Refused().Code);
        Assert.Equal("site.not_found", (await town.AppointAsync(administrator, neighbour, Guid.Empty, Right.Dispatcher)).Refused().Code);
    }

    [Fact]
    public async Task The_first_administrator_comes_from_the_command_line_and_the_last_one_stays()
    {
        AdministratorToCreate asked = new("韩市长", "13700000001", town.City.Code, []);
        var created = (await Town.In(town.Worker, (CreateAdministrator c) => c.CreateAsync(asked, default))).Done();
        Assert.Matches("^[0-9]{8}$", created.Activation!.Code);
        Assert.Equal(town.Clock.GetUtcNow().AddDays(7), created.Activation.ExpiresAt);
        var again = (await Town.In(town.Worker, (CreateAdministrator c) => c.CreateAsync(asked with { Rights = [Right.Administrator, Right.Manager] }, default))).Done();
        Assert.Equal(created.PersonId, again.PersonId);
        Assert.NotEqual(created.Activation.Code, again.Activation!.Code);

        var held = (await town.MeAsync(created.PersonId)).Appointments;
        Assert.Equal([Right.Administrator, Right.Manager], held.Select(a => a.Right).Order().Reverse());
        var own = held.Single(a => a.Right is Right.Administrator).Id;
        Assert.Equal("appointment.last_administrator", (await town.EndAsync(created.PersonId, own)).Refused().Code);
        Assert.Equal("appointment.last_administrator", (await LeaveAsync(created.PersonId)).Refused().Code);

        var second = await town.PersonAsync("第二任", town.City);
        (await town.AppointAsync(created.PersonId, second, town.City.Id, Right.Administrator)).Done();
        (await town.EndAsync(created.PersonId, own)).Done();
        Assert.Equal("site.not_found", (await Town.In(town.Worker, (CreateAdministrator c) => c.CreateAsync(asked with { SiteCode = town.County.Code }, default))).Refused().Code);
        Assert.Equal("person.bad_phone", (await Town.In(town.Worker, (CreateAdministrator c) => c.CreateAsync(asked with { Phone = "?" }, default))).Refused().Code);
    }

    [Fact]
    public async Task Two_last_administrators_cannot_both_go_at_once()
    {
        var root = Guid.CreateVersion7(town.Clock.GetUtcNow());
        await town.Postgres.RunAsync($"insert into sites (id, code, level, name, added_at) values ({root}, '9901', 'Centre', '独县', now())");
        var site = new Site { Id = root, Code = "9901", Level = SiteLevel.Centre, Name = "独县", AddedAt = town.Clock.GetUtcNow() };
        var people = new[] { await town.StaffAsync("一", Right.Administrator, site), await town.StaffAsync("二", Right.Administrator, site) };
        var answers = await Task.WhenAll(people.Select(async id => await town.EndAsync(id, (await town.MeAsync(id)).Appointments[0].Id)));
        Assert.Equal("appointment.last_administrator", Assert.Single(answers.OfType<Outcome<Guid>.Refused>()).Why.Code);
    }

    private Task<Outcome<Guid>> LeaveAsync(Guid person) => town.AskAsync((Leave l, CommandKey key) => l.LeaveAsync(key, person, _ => Task.CompletedTask, default), person);
}
