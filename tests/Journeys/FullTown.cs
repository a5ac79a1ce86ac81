using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Journeys;

/// <summary>A town in which every page has something to show, and one person for each kind of page: <c>IClassFixture&lt;FullTown&gt;</c>.</summary>
public sealed class FullTown(Chromium chromium) : IAsyncLifetime
{
    internal enum Who { Nobody, Newcomer, Resident, Volunteer, Manager, Supervisor, Administrator }

    private readonly Dictionary<Who, Guid> _people = [];

    public Stage Stage { get; } = new(chromium);

    /// <summary>The resident's: to come, and rated.</summary>
    public Guid Coming { get; private set; }
    public Guid Rated { get; private set; }
    public Guid Visit { get; private set; }

    /// <summary>Something to be settled waits on it.</summary>
    public Guid Objected { get; private set; }
    public Guid Appointment { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await Stage.InitializeAsync();
        var town = Stage.Town;
        await town.Postgres.RunAsync($"update sites set phone = '0710-3512345' where id = {town.Station.Id}");
        await Stage.FillBoardAsync();
        _people[Who.Newcomer] = await town.PersonAsync("还没加入的");
        _people[Who.Resident] = await town.PersonAsync("周桂兰", phone: "13800138000");
        _people[Who.Volunteer] = await town.VolunteerAsync("欧阳志远");
        _people[Who.Manager] = town.Manager;
        _people[Who.Supervisor] = await town.StaffAsync("督查员", Right.Supervisor, town.County);
        _people[Who.Administrator] = await town.StaffAsync("管理员", Right.Administrator, town.City);
        await HaveFamilyAsync(_people[Who.Resident]);
        await LiveAsync(_people[Who.Resident], _people[Who.Volunteer]);
        Objected = (await town.Postgres.ReadAsync<Guid>($"select order_id as \"Value\" from cases where state <> 'Closed' order by id limit 1"))[0];
        Appointment = (await town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from appointments where person_id = {town.Manager}"))[0];
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    internal Guid? IdOf(Who who) => who is Who.Nobody ? null : _people[who];

    /// <summary>A mother without a phone in the same flat, and a daughter elsewhere who has registered them.</summary>
    private async Task HaveFamilyAsync(Guid resident)
    {
        var town = Stage.Town;
        Task<Outcome<Guid>> Add(Guid caller, RelativeToAdd relative) => Town.In(town.Api, (AddRelative a) => a.AddAsync(CommandKey.Fresh(caller, Stage.Clock.GetUtcNow()), caller, relative, default));
        Assert.IsType<Outcome<Guid>.Done>(await Add(resident, new(TimeBank.People.Relation.Parent, true, "古丽娜扎尔·阿布都热合曼", null, null, default, null, null)));
        Assert.IsType<Outcome<Guid>.Done>(await Add(await town.PersonAsync("周小燕", phone: "13700137000"), new(TimeBank.People.Relation.Parent, false, "周桂兰", null, "13800138000", default, null, null)));
    }

    /// <summary>With visits behind and before them, an offer with reasons, and a pool.</summary>
    private async Task LiveAsync(Guid resident, Guid volunteer)
    {
        var town = Stage.Town;
        for (var visit = 0; visit < 14; visit++)
        {
            Rated = await town.PlacedAsync(by: resident, from: Stage.Clock.GetUtcNow().AddHours(1));
            Visit = await town.AcceptedAsync(Rated, volunteer);
            await town.ServedAsync(Rated, Visit, volunteer, 30 + (visit * 7));
            await town.RatedAsync(Rated, by: resident);
        }

        await VouchedAsync(resident, volunteer);
        await Stage.TheWorkerWorksAsync();
        _ = await Town.In<SetFreeHours, Outcome<Guid>>(town.Api, hours => hours.SetAsync(
            CommandKey.Fresh(volunteer, Stage.Clock.GetUtcNow()), volunteer, volunteer, [.. from day in Enumerable.Range(1, 7) from part in new[] { DayPart.Morning, DayPart.Afternoon } select FreeHours.On(day, part)], default));
        Coming = await town.PlacedAsync(by: resident, from: Stage.Clock.GetUtcNow().AddHours(1));
        await town.DoAsync(volunteer, new TellLate(Coming, await town.AcceptedAsync(Coming, volunteer), 20));
        foreach (var hours in new[] { 26, 50 }) { await town.AcceptedAsync(await town.PlacedAsync(by: resident, from: Stage.Clock.GetUtcNow().AddHours(hours)), volunteer); }
        await town.DoAsync(town.Dispatcher, new DispatchOrder(await town.PlacedAsync(by: resident, from: Stage.Clock.GetUtcNow().AddHours(30)), [volunteer], false, null));
        foreach (var hours in new[] { 5, 24, 74 }) { await town.DoAsync(town.Dispatcher, new DispatchOrder(await town.PlacedAsync(by: await town.PersonAsync("点单的"), from: Stage.Clock.GetUtcNow().AddHours(hours)), [], true, null)); }
    }

    /// <summary>Minutes for which staff vouched and a second person stands: 荣誉时.</summary>
    private async Task VouchedAsync(Guid resident, Guid volunteer)
    {
        var town = Stage.Town;
        var vouched = await town.PlacedAsync(by: resident, from: Stage.Clock.GetUtcNow().AddHours(1));
        var place = await town.AcceptedAsync(vouched, volunteer);
        Stage.Clock.Advance(TimeSpan.FromHours(1));
        await town.DoAsync(town.Dispatcher, new CheckInVisit(vouched, place, null));
        Stage.Clock.Advance(TimeSpan.FromMinutes(45));
        await town.DoAsync(town.Dispatcher, new CheckOutVisit(vouched, place, null, VisitOutcome.Done));
        await town.DoAsync(town.Manager, new ApproveCase(vouched, (await town.SeeAsync(vouched, town.Manager)).Cases.Single().Id));
        await town.RatedAsync(vouched, by: resident);
    }
}
