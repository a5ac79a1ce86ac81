using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Reports;

public sealed class WallPageTests(Api api) : IClassFixture<Api>
{
    private readonly Town _town = api.Town;

    [Fact]
    public async Task The_wall_tells_what_happens_and_of_nobody()
    {
        var volunteer = await _town.VolunteerAsync("秦志愿");
        var order = await _town.PlacedAsync(from: _town.Clock.GetUtcNow().AddHours(1));
        await _town.ServedAsync(order, await _town.AcceptedAsync(order, volunteer), volunteer, 93);
        await _town.RatedAsync(order);
        await _town.CreditAsync();
        await _town.PlacedAsync();

        using var hall = await api.Host.ReadsPagesAsync(await _town.StaffAsync("县督查", Right.Supervisor, _town.County));
        await hall.GoAsync("/wall/420602");
        hall.Reads("襄城区 志愿服务大屏").Reads("本月服务时长1.6 小时").Reads("今日下单2 件").Reads("昭明台社区1.6").Reads("陪诊 新订单 昭明台社区").Reads("陪诊 已评单 昭明台社区");
        foreach (var secret in new[] { "周桂兰", "秦志愿", "要人陪着", "3 栋" }) { hall.DoesNotRead(secret); }
        var main = hall.Page.QuerySelector("main")!;
        Assert.Equal(("/wall/420602", "every 30s"), (main.GetAttribute("hx-get")!, main.GetAttribute("hx-trigger")!));
        Assert.Empty(hall.Page.QuerySelectorAll("[style], script:not([src])"));

        _town.Clock.Advance(TimeSpan.FromHours(40));
        await hall.GoAsync("/wall/420602");
        hall.Reads("超时未派1 件").Reads("近十二小时没有新动态");
    }
}
