using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

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

    [Fact]
    public async Task Each_page_at_every_size_and_in_both_languages()
    {
        var volunteer = await FullVolunteerAsync();
        string[] pages = ["today", "offers", "pool", "passbook", "passbook/print", "records", "volunteer", "volunteer/fields", "volunteer/hours", "volunteer/real-name"];
        var phone = await stage.PhoneAsync(volunteer);
        foreach (var page in pages) { await LookAsync(phone, page, ""); }
        await phone.GoAsync("/pool?day=tomorrow&field=Health");
        await phone.LookAsync("pool-filtered");
        await phone.GoAsync("/today?elder=1");
        foreach (var page in pages) { await LookAsync(phone, page, "-elder"); }
        await phone.GoAsync("/today?elder=0&lang=en");
        foreach (var page in pages) { await LookAsync(phone, page, "-en"); }
        var desk = await stage.DeskAsync(volunteer);
        foreach (var page in pages) { await LookAsync(desk, page, ""); }
        var nobody = await stage.PhoneAsync(await stage.Town.PersonAsync("还没加入的"));
        foreach (var page in new[] { "today", "offers", "pool", "passbook", "records", "volunteer" }) { await LookAsync(nobody, page, "-nobody"); }
    }

    private static async Task LookAsync(Window window, string page, string how)
    {
        await window.GoAsync($"/{page}");
        await window.LookAsync(page.Replace('/', '-') + how);
    }

    /// <summary>With visits behind and before them, an offer with reasons, and a pool.</summary>
    private async Task<Guid> FullVolunteerAsync()
    {
        var town = stage.Town;
        var volunteer = await town.VolunteerAsync("欧阳志远");
        var resident = await town.PersonAsync("周桂兰", phone: "13800138000");
        await town.Postgres.RunAsync($"update sites set phone = '0710-3512345' where id = {town.Station.Id}");
        for (var visit = 0; visit < 14; visit++)
        {
            var order = await town.PlacedAsync(by: resident, from: stage.Clock.GetUtcNow().AddHours(1));
            await town.ServedAsync(order, await town.AcceptedAsync(order, volunteer), volunteer, 30 + (visit * 7));
            await town.RatedAsync(order, by: resident);
        }

        var vouched = await town.PlacedAsync(by: resident, from: stage.Clock.GetUtcNow().AddHours(1));
        var place = await town.AcceptedAsync(vouched, volunteer);
        stage.Clock.Advance(TimeSpan.FromHours(1));
        await town.DoAsync(town.Dispatcher, new CheckInVisit(vouched, place, null));
        stage.Clock.Advance(TimeSpan.FromMinutes(45));
        await town.DoAsync(town.Dispatcher, new CheckOutVisit(vouched, place, null, VisitOutcome.Done));
        await town.DoAsync(town.Manager, new ApproveCase(vouched, (await town.SeeAsync(vouched, town.Manager)).Cases.Single().Id));
        await town.RatedAsync(vouched, by: resident);
        await stage.TheWorkerWorksAsync();

        _ = await Town.In<SetFreeHours, Outcome<Guid>>(town.Api, hours => hours.SetAsync(
            CommandKey.Fresh(volunteer, stage.Clock.GetUtcNow()), volunteer, volunteer, [.. from day in Enumerable.Range(1, 7) from part in new[] { DayPart.Morning, DayPart.Afternoon } select FreeHours.On(day, part)], default));
        var soon = await town.PlacedAsync(by: resident, from: stage.Clock.GetUtcNow().AddHours(1));
        await town.DoAsync(volunteer, new TellLate(soon, await town.AcceptedAsync(soon, volunteer), 20));
        foreach (var hours in new[] { 26, 50 }) { await town.AcceptedAsync(await town.PlacedAsync(by: resident, from: stage.Clock.GetUtcNow().AddHours(hours)), volunteer); }
        await town.DoAsync(town.Dispatcher, new DispatchOrder(await town.PlacedAsync(by: resident, from: stage.Clock.GetUtcNow().AddHours(30)), [volunteer], false, null));
        foreach (var hours in new[] { 5, 24, 74 }) { await town.DoAsync(town.Dispatcher, new DispatchOrder(await town.PlacedAsync(by: await town.PersonAsync("点单的"), from: stage.Clock.GetUtcNow().AddHours(hours)), [], true, null)); }
        return volunteer;
    }
}
