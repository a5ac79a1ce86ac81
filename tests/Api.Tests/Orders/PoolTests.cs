using System.Net;
using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Orders;

public sealed class PoolTests(Api api) : IClassFixture<Api>
{
    private readonly Town _town = api.Town;

    [Fact]
    public async Task It_is_asked_with_parameters()
    {
        var order = await _town.PlacedAsync(from: _town.Clock.GetUtcNow().AddDays(3));
        await _town.DoAsync(_town.Dispatcher, new DispatchOrder(order, [], true, null));
        using var client = await api.Host.AsAsync(await _town.VolunteerAsync("钱二"));
        var day = DateOnly.FromDateTime(_town.Clock.GetUtcNow().AddDays(3).AddHours(8).DateTime).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var line = Assert.Single((await client.ReadAsync($"/api/v1/pool?field=Health&from={day}&until={day}&sort=Soonest")).As<Page<PoolLine>>().Items);
        Assert.Equal((order, new Reason(CandidateReason.SameSite)), (line.Id, line.Near));
        (await client.ReadAsync("/api/v1/pool?size=0")).IsProblem(HttpStatusCode.BadRequest, "input.invalid");
        (await client.ReadAsync("/api/v1/pool?field=99")).Is(HttpStatusCode.BadRequest);
        (await client.ReadAsync("/api/v1/pool?from=9999-12-31&until=0001-01-01")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_volunteer_says_late_and_tells_free_hours()
    {
        var volunteer = await _town.VolunteerAsync("孙三");
        var order = await _town.PlacedAsync(from: _town.Clock.GetUtcNow().AddHours(5));
        var visit = await _town.AcceptedAsync(order, volunteer);
        using var client = await api.Host.AsAsync(volunteer);
        (await client.PostAsync($"/api/v1/orders/{order}/moves", new { action = "Late", assignmentId = visit, minutes = 4 })).IsProblem(HttpStatusCode.BadRequest, "input.invalid");
        (await client.PostAsync($"/api/v1/orders/{order}/moves", new { action = "Late", assignmentId = visit })).IsProblem(HttpStatusCode.BadRequest, "move.field_missing");
        (await client.PostAsync($"/api/v1/orders/{order}/moves", new { action = "Late", assignmentId = visit, minutes = 25 })).Is(HttpStatusCode.OK);
        Assert.Equal(25, (await client.ReadAsync($"/api/v1/orders/{order}")).As<OrderView>().Assignments.Single().LateMinutes);

        (await client.PostAsync("/api/v1/me/free-hours", new { spans = new[] { new { weekday = 6, fromMinute = 480, untilMinute = 720 } } })).Is(HttpStatusCode.NoContent);
        Assert.Equal("[{\"weekday\":6,\"fromMinute\":480,\"untilMinute\":720}]", (await client.ReadAsync("/api/v1/me/free-hours")).Body);
        (await client.PostAsync("/api/v1/me/free-hours", new { spans = new[] { new { weekday = 6, fromMinute = 720, untilMinute = 480 } } })).IsProblem(HttpStatusCode.BadRequest, "volunteer.free_hours");
        Assert.Equal("[]", (await client.ReadAsync("/api/v1/me/service-hours")).Body);
    }
}
