using Microsoft.Extensions.DependencyInjection;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.TestKit;
using TimeBank.Worker.Orders;

namespace TimeBank.Api.Tests.Orders;

/// <summary>Stories of orders: a town's people over the real Api, the worker beside it, and a clock that only the story moves.
/// After each story every balance is recounted from its transfers.</summary>
public abstract class Journey(Api api) : IClassFixture<Api>, IAsyncDisposable
{
    private WorkerHost? _worker;

    protected Town Town => api.Town;
    protected ManualClock Clock => Town.Clock;

    protected Actor Resident { get; } = new(new Session(api, api.Town.Resident));

    /// <summary>Of the resident's station.</summary>
    protected Actor Dispatcher { get; } = new(new Session(api, api.Town.Dispatcher));

    /// <summary>Of the office above.</summary>
    protected Actor SecondDispatcher { get; } = new(new Session(api, api.Town.SecondDispatcher));

    protected Actor Manager { get; } = new(new Session(api, api.Town.Manager));
    protected Actor SecondManager { get; } = new(new Session(api, api.Town.SecondManager));

    protected async Task<Actor> VolunteerAsync(string name = "王志远", Site? home = null, Guid? household = null) => Of(await Town.VolunteerAsync(name, home, household));

    protected async Task<Actor> StaffAsync(Right right, Site site) => Of(await Town.StaffAsync("工作人员", right, site));

    protected Actor Of(Guid person) => new(new Session(api, person));

    /// <summary>A difference that the story made itself, because nothing of the product can make it yet.</summary>
    protected virtual bool IsMeant(Difference difference) => false;

    protected void Pass(int minutes) => Clock.Advance(TimeSpan.FromMinutes(minutes));

    protected void PassDays(int days) => Clock.Advance(TimeSpan.FromDays(days));

    /// <summary>The planned beginning, or so many minutes after it.</summary>
    protected void AtThePlannedTime(PlacedOrder order, int after = 0) => Clock.MoveTo(order.From.AddMinutes(after));

    /// <summary>Asked by the dispatcher, and accepted.</summary>
    protected async Task TakenAsync(PlacedOrder order, params Actor[] by)
    {
        await Dispatcher.OffersAsync(order, by);
        foreach (var volunteer in by) { await volunteer.AcceptsAsync(order); }
    }

    /// <summary>Asked, accepted, there at the planned time and gone so many minutes later, all by code.</summary>
    protected async Task ServedAsync(PlacedOrder order, Actor by, int minutes)
    {
        await TakenAsync(order, by);
        AtThePlannedTime(order);
        await by.ArrivesAsync(order);
        Pass(minutes);
        await by.LeavesAsync(order);
    }

    /// <summary>An order that was served and found good; its minutes are not credited yet.</summary>
    protected async Task<PlacedOrder> RatedAsync(Actor volunteer, int minutes)
    {
        var order = await Resident.OrdersAsync();
        await ServedAsync(order, volunteer, minutes);
        await Resident.RatesAsync(order);
        return order;
    }

    protected Task TheWorkerCreditsAsync() => Town.CreditAsync();

    protected Task TheWorkerLapsesOffersAsync() => WorkAsync(due => due.LapseOffersAsync(default));

    protected Task TheWorkerFindsMissingCheckOutsAsync() => WorkAsync(due => due.MissCheckOutsAsync(default));

    protected Task TheWorkerTimesOutRatingsAsync() => WorkAsync(due => due.TimeOutRatingsAsync(default));

    private async Task WorkAsync(Func<DueSteps, Task> work)
    {
        _worker ??= new WorkerHost(Town.Postgres, Clock);
        await using var scope = _worker.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<DueSteps>());
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await using var db = Postgres.Open(Town.Postgres.Owner);
        var differences = await new Reconciliation(db).FindAsync(default);
        if (_worker is not null) { await _worker.DisposeAsync(); }
        Assert.DoesNotContain(differences, d => !IsMeant(d));
    }
}
