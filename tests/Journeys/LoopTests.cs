using TimeBank.People;

namespace TimeBank.Journeys;

/// <summary>点单 → 派单 → 接单 → 评单 → 时间存折, by people in windows of their own, from signing up to the passbook.</summary>
public sealed class LoopTests(Stage stage) : IClassFixture<Stage>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_orders_one_dispatches_one_comes_and_one_counts(bool scripts)
    {
        Reader reader = new(Scripts: scripts);
        var n = scripts ? 1 : 2;
        var resident = await stage.PhoneAsync(reader: reader);
        await resident.SignUpAsync($"周桂兰{n}", Acts.PhoneOf(10 + n));
        var volunteer = await stage.PhoneAsync(reader: reader);
        await volunteer.SignUpAsync($"刘德福{n}", Acts.PhoneOf(20 + n));
        await volunteer.BecomesVolunteerAsync();

        var order = await resident.OrderAsync();
        var dispatcher = await stage.DeskAsync(stage.Town.Dispatcher, reader);
        await dispatcher.GoAsync($"/desk/{stage.Town.Station.Code}?order={order}");
        await dispatcher.ReadsAsync("派给谁", "去中心医院");
        await dispatcher.LookAsync("board-new");
        await dispatcher.PressAsync($"派单给刘德福{n}");
        await dispatcher.ReadsAsync("等回复");
        await dispatcher.LookAsync("board-offered");

        await volunteer.GoAsync("/offers");
        await volunteer.ReadsAsync("陪诊", "婉拒不影响任何评价");
        await volunteer.DoesNotReadAsync(Acts.Home);
        await volunteer.LookAsync("offers");
        await volunteer.PressAsync("我来");
        await volunteer.ReadsAsync(Acts.Home, "去中心医院");
        await volunteer.LookAsync("visit-coming");

        await resident.GoAsync($"/orders/{order}");
        await resident.ReadsAsync("已接单", "刘");
        stage.Clock.MoveTo((await stage.Town.SeeAsync(order, stage.Town.Dispatcher)).WantedFrom);
        await resident.GoAsync($"/orders/{order}");
        await volunteer.GoAsync("/today");
        await volunteer.LookAsync("today");
        await volunteer.TypeAsync("开始口令", await resident.ReadsOutAsync());
        await volunteer.PressAsync("签到");
        await volunteer.ReadsAsync("已签到");
        await volunteer.LookAsync("visit-in-service");

        stage.Clock.Advance(TimeSpan.FromMinutes(50));
        await resident.GoAsync($"/orders/{order}");
        await volunteer.TypeAsync("结束口令", await resident.ReadsOutAsync());
        await volunteer.PressAsync("签退");
        await volunteer.ReadsAsync("服务完成，共 50 分钟");
        await volunteer.LookAsync("visit-served");

        await resident.GoAsync($"/orders/{order}");
        await resident.LookAsync("rate");
        await resident.PressAsync("解决了");
        await resident.ReadsAsync("谢谢您评单");
        await resident.LookAsync("rated");

        await stage.TheWorkerWorksAsync();
        await volunteer.GoAsync("/passbook");
        await volunteer.ReadsAsync("时间存折", "+50 分钟", "结余 50 分钟");
        await volunteer.LookAsync("passbook");
        await volunteer.GoAsync("/messages");
        await volunteer.ReadsAsync("50 分钟已记入");
        await volunteer.LookAsync("messages");
        await resident.GoAsync("/orders");
        await resident.LookAsync("orders");

        var supervisor = await stage.DeskAsync(await stage.Town.StaffAsync($"督查{n}", Right.Supervisor, stage.Town.County), reader);
        await supervisor.GoAsync("/centre");
        await supervisor.ReadsAsync("信用时", "满意率", "王府街道");
        await supervisor.LookAsync("centre");
    }
}
