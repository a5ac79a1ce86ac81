using System.Net;
using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Orders;

public sealed class PoolPageTests(Api api) : IClassFixture<Api>
{
    private readonly Town _town = api.Town;

    [Fact]
    public async Task The_pool_is_filtered_by_links_taken_and_hidden_by_one_tap()
    {
        var volunteer = await _town.VolunteerAsync("王志远");
        var (tomorrow, later) = (await PooledAsync(days: 1), await PooledAsync(days: 10));
        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        await phone.GoAsync("/pool");
        Assert.Equal(2, phone.Page.QuerySelectorAll("article.card").Length);
        phone.Reads("本社区").DoesNotRead("要人陪着去医院").DoesNotRead("昭明台 3 栋");

        await phone.FollowAsync("明天");
        Assert.Equal("/pool?day=tomorrow", phone.Address);
        Assert.Single(phone.Page.QuerySelectorAll("article.card"));
        await phone.FollowAsync("法治宣传");
        Assert.Equal("/pool?day=tomorrow&field=Law", phone.Address);
        phone.Reads("没有符合条件的单");
        await phone.FollowAsync("看全部");

        await phone.FollowAsync("明天");
        await phone.PressAsync("form:has(input[value=Decline])");
        Assert.Equal("/pool?day=tomorrow", phone.Address);
        Assert.Empty(phone.Page.QuerySelectorAll("article.card"));
        await phone.GoAsync("/pool");
        await phone.PressAsync("form:has(input[value=Accept])");
        Assert.Equal($"/visits/{later}", phone.Address);
        phone.Reads("昭明台 3 栋 2 单元");
        Assert.Equal(OrderState.Offered, (await _town.SeeAsync(tomorrow, _town.Dispatcher)).State);
    }

    [Theory]
    [InlineData("/pool?field=Nonsense&day=nonsense&part=9&sort=7&cursor=nonsense")]
    [InlineData("/pool?field=Health&field=Law")]
    [InlineData("/records?year=99999999999&cursor=x")]
    [InlineData("/passbook?cursor=-1")]
    [InlineData("/passbook/print?year=nonsense")]
    public async Task Nonsense_in_an_address_is_passed_over(string address)
    {
        using var phone = await api.Host.ReadsPagesAsync(await _town.VolunteerAsync("赵一"));
        await phone.GoAsync(address);
    }

    [Fact]
    public async Task Programs_ask_with_parameters()
    {
        var order = await PooledAsync(days: 3);
        using var client = await api.Host.AsAsync(await _town.VolunteerAsync("钱二"));
        var day = DateOnly.FromDateTime(_town.Clock.GetUtcNow().AddDays(3).AddHours(8).DateTime).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var line = Assert.Single((await client.ReadAsync($"/api/v1/pool?field=Health&from={day}&until={day}&sort=Soonest")).As<Page<PoolLine>>().Items);
        Assert.Equal((order, new Reason(CandidateReason.SameSite)), (line.Id, line.Near));
        (await client.ReadAsync("/api/v1/pool?size=0")).IsProblem(HttpStatusCode.BadRequest, "input.invalid");
        (await client.ReadAsync("/api/v1/pool?field=99")).Is(HttpStatusCode.BadRequest);
        (await client.ReadAsync("/api/v1/pool?from=9999-12-31&until=0001-01-01")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Programs_say_late_and_free_hours()
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

    private async Task<Guid> PooledAsync(int days)
    {
        var order = await _town.PlacedAsync(by: await _town.PersonAsync("点单的"), from: _town.Clock.GetUtcNow().AddDays(days));
        await _town.DoAsync(_town.Dispatcher, new DispatchOrder(order, [], true, null));
        return order;
    }
}
