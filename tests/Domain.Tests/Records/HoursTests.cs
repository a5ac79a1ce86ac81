using TimeBank.Menu;
using TimeBank.Orders;
using TimeBank.Records;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Records;

public sealed class HoursTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task By_month_and_field_verified_declared_and_waiting_apart()
    {
        var volunteer = await town.VolunteerAsync("王志远");
        await ServedAsync(volunteer, 95, vouched: false);
        await ServedAsync(volunteer, 30, vouched: false);
        await ServedAsync(volunteer, 40, vouched: true);
        Assert.Equal([new HoursLine(2026, 11, ServiceField.Health, 125, 0, 40, 2)], await OfAsync(volunteer));

        await town.Postgres.RunAsync($"update service_records set approved_by_id = {town.Manager}, approved_at = now() where person_id = {volunteer} and standing = 'Declared'");
        town.Clock.MoveTo(new DateTimeOffset(2026, 12, 31, 15, 0, 0, TimeSpan.Zero));   // 23:00 in Xiangyang
        await ServedAsync(volunteer, 10, vouched: false);
        Assert.Equal(
            [new(2027, 1, ServiceField.Health, 10, 0, 0, 1), new HoursLine(2026, 11, ServiceField.Health, 125, 40, 0, 3)],
            await OfAsync(volunteer));
        Assert.Empty(await OfAsync(town.Resident));
    }

    private async Task ServedAsync(Guid volunteer, int minutes, bool vouched)
    {
        var order = await town.PlacedAsync(from: town.Clock.GetUtcNow().AddHours(3));
        var visit = await town.AcceptedAsync(order, volunteer);
        if (!vouched)
        {
            await town.ServedAsync(order, visit, volunteer, minutes);
            return;
        }

        town.Clock.Advance(TimeSpan.FromHours(3));
        await town.DoAsync(town.Dispatcher, new CheckInVisit(order, visit, null));
        town.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await town.DoAsync(town.Dispatcher, new CheckOutVisit(order, visit, null, VisitOutcome.Done));
    }

    private Task<IReadOnlyList<HoursLine>> OfAsync(Guid person) => Town.In(town.Api, (HoursQueries hours) => hours.OfAsync(person, default));
}
