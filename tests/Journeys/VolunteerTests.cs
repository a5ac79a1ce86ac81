using TimeBank.Orders;

namespace TimeBank.Journeys;

/// <summary>A volunteer with a phone, from the pool to the printed book, looked at page by page.</summary>
public sealed class VolunteerTests(Stage stage) : IClassFixture<Stage>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_pool_to_the_passbook(bool scripts)
    {
        var volunteer = await stage.Town.VolunteerAsync("欧阳志远");
        var resident = await stage.Town.PersonAsync("周桂兰", phone: "13800138000");
        var order = await stage.Town.PlacedAsync(by: resident, from: stage.Clock.GetUtcNow().AddHours(2));
        await stage.Town.DoAsync(stage.Town.Dispatcher, new DispatchOrder(order, [], true, null));
        var phone = await stage.PhoneAsync(volunteer, new(Scripts: scripts));

        await phone.GoAsync("/pool");
        await phone.ReadsAsync("附近的单", "陪诊", "本社区");
        await phone.LookAsync("pool");
        await phone.PressAsync("我来");
        await phone.ReadsAsync("周桂兰", "昭明台 3 栋 2 单元");
        await phone.LookAsync("visit");

        var codes = stage.Town.CodesOf((await stage.Town.SeeAsync(order, volunteer)).Assignments.Single().Id);
        stage.Clock.Advance(TimeSpan.FromHours(2));
        await phone.GoAsync("/today");
        await phone.LookAsync("today");
        await phone.TypeAsync("开始口令", "000000");
        await phone.PressInVainAsync("签到", 409, "已输错 1 次");
        await phone.LookAsync("today-wrong-code");
        await phone.TypeAsync("开始口令", codes.Start);
        await phone.PressAsync("签到");
        await phone.ReadsAsync("已签到");
        stage.Clock.Advance(TimeSpan.FromMinutes(95));
        await phone.TypeAsync("结束口令", codes.End);
        await phone.PressAsync("签退");
        await phone.ReadsAsync("服务完成，共 1 小时 35 分");
        await phone.LookAsync("visit-done");

        await stage.Town.RatedAsync(order, by: resident);
        await stage.TheWorkerWorksAsync();
        await phone.GoAsync("/passbook");
        await phone.ReadsAsync("结余 1 小时 35 分");
        await phone.LookAsync("passbook");
    }
}
