using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Journeys;

/// <summary>A morning at a station's desk: the board by keyboard, two dispatchers, a caller, telephone and what must be settled.</summary>
public sealed class DeskTests(Stage stage) : IClassFixture<Stage>
{
    private static readonly string[] _names = ["王志远", "李秀英", "张建国", "赵敏", "钱多多", "孙丽华", "欧阳春晓明月"];

    private Town Town => stage.Town;
    private string Board => $"/desk/{Town.Station.Code}";

    [Fact]
    public async Task A_morning_of_forty_orders()
    {
        var volunteers = await VolunteersAsync();
        await FillAsync(volunteers);
        var desk = await stage.DeskAsync(Town.Dispatcher);
        await desk.GoAsync("/desk");
        await desk.ReadsAsync("待处理", "待派单", "待接单", "已接单", "服务中", "待评单", "实时");
        await desk.LookAsync("board");

        await desk.Page.Keyboard.PressAsync("j");
        await desk.Page.Keyboard.PressAsync("j");
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.ReadsAsync("派给谁");
        await desk.LookAsync("board-order");
        var order = Guid.Parse(desk.Address.Split("order=")[1][..36]);

        var colleague = await stage.DeskAsync(Town.SecondDispatcher);
        await colleague.GoAsync($"{Board}?order={order}");
        await colleague.ReadsAsync("派单员甲也在看这个订单");
        await desk.ReadsAsync("派单员乙也在看这个订单");   // without reloading
        await colleague.LookAsync("board-two-looking");

        await desk.Page.Keyboard.PressAsync("d");
        await desk.ReadsAsync("等回复", "撤销这次派单");
        await desk.LookAsync("board-dispatched");
        await colleague.ReadsAsync("等回复");              // the event, and what it fetched
        await desk.PressAsync("撤销这次派单");
        await desk.ReadsAsync("已撤回");

        await desk.Page.Keyboard.PressAsync("?");
        await desk.ReadsAsync("派给第一位");
        await desk.Page.Keyboard.PressAsync("n");
        await desk.ReadsAsync("谁来电");
        await desk.TypeAsync("电话", "13900000051");
        await desk.PressAsync("查找");
        await desk.ReadsAsync("还有没完成的订单");
        await desk.LookAsync("new-order-found");
        await desk.TypeAsync("服务项目（打几个字）", "陪诊");
        await desk.TypeAsync("需要什么", "下午复查，要人陪着排队拿药");
        await desk.TypeAsync("地址", "昭明台 5 栋 3 单元 202");
        await desk.TypeAsync("从", "23:00");
        await desk.PressInVainAsync("点单", 409, "已有同类未完成订单");
        await desk.LookAsync("new-order-duplicate");
        await desk.ChooseAsync("是另一个需求，照样点单");
        await desk.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "点单", Exact = true }).Last.ClickAsync();
        await desk.ReadsAsync("下午复查，要人陪着排队拿药", "派给谁");
        await desk.LookAsync("board-new-order");
    }

    [Fact]
    public async Task The_other_pages_of_a_desk_at_both_widths_and_in_both_languages()
    {
        var volunteers = await VolunteersAsync();
        await FillAsync(volunteers);
        var some = await Town.Postgres.ReadAsync<Guid>($"select order_id as \"Value\" from cases where state <> 'Closed' order by id limit 1");
        var person = await Town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from persons where volunteer_number is not null order by id limit 1");
        (string Name, string Path)[] pages =
        [
            ("board", Board), ("calls", $"{Board}/calls"), ("cases", $"{Board}/cases"), ("people", $"{Board}/people"), ("person", $"{Board}/people/{person[0]}"),
            ("new-order", $"{Board}/new"), ("order", $"/desk/orders/{some[0]}"), ("slip", $"/desk/orders/{some[0]}/slip"),
        ];
        foreach (var (kind, window) in new[] { ("desk", await stage.DeskAsync(Town.Manager)), ("phone", await stage.PhoneAsync(Town.Manager)), ("english", await stage.DeskAsync(Town.Manager, new(Language: "en-GB"))) })
        {
            foreach (var (name, path) in pages)
            {
                await window.GoAsync(path);
                await window.LookAsync($"{name}-{kind}");
            }
        }

        var large = await stage.DeskAsync(Town.Manager);
        await large.GoAsync($"{Board}?elder=1");
        await large.LookAsync("board-elder");
    }

    [Fact]
    public async Task Without_scripts_a_dispatch_is_three_presses()
    {
        await VolunteersAsync();
        var resident = await Town.PersonAsync("周爷爷");
        await Town.PlacedAsync(by: resident);
        var desk = await stage.DeskAsync(Town.Dispatcher, new(Scripts: false));
        await desk.GoAsync(Board);
        await desk.Page.GetByText("周爷爷").First.ClickAsync();
        await desk.ReadsAsync("派给谁");
        await desk.Page.Locator(".candidates button").First.ClickAsync();
        await desk.ReadsAsync("等回复");
        await desk.LookAsync("board-plain");
    }

    private async Task<List<Guid>> VolunteersAsync()
    {
        List<Guid> volunteers = [];
        foreach (var (name, i) in _names.Select((n, i) => (n, i)))
        {
            volunteers.Add(await Town.VolunteerAsync(name, i % 3 == 2 ? Town.OtherStation : Town.Station));
            await Town.Postgres.RunAsync($"update persons set account_id = {Town.NewId()} where id = {volunteers[^1]}");
        }

        return volunteers;
    }

    /// <summary>Forty orders in every state, some late, some of callers without a phone, some to be settled.</summary>
    private async Task FillAsync(List<Guid> volunteers)
    {
        var now = Town.Clock.GetUtcNow();
        var caller = await Town.PersonAsync("吴桂珍", phone: "13900000051");
        List<(Guid Order, Guid Visit, Guid Volunteer)> early = [];
        for (var i = 0; i < 6; i++)
        {
            var order = await Town.PlacedAsync(by: await Town.PersonAsync($"早班{i}", phone: $"1390000006{i}"), from: now.AddMinutes(30), length: TimeSpan.FromMinutes(60));
            early.Add((order, await Town.AcceptedAsync(order, volunteers[i]), volunteers[i]));
        }

        Town.Clock.Advance(TimeSpan.FromMinutes(30));
        foreach (var (order, visit, volunteer) in early) { await Town.DoAsync(volunteer, new CheckInVisit(order, visit, Town.CodesOf(visit).Start)); }
        Town.Clock.Advance(TimeSpan.FromMinutes(50));
        foreach (var (order, visit, volunteer) in early.Take(3)) { await Town.DoAsync(volunteer, new CheckOutVisit(order, visit, Town.CodesOf(visit).End, VisitOutcome.Done)); }
        var served = await Town.Postgres.ReadAsync<Guid>($"select orderer_id as \"Value\" from orders where id = {early[0].Order}");
        await Town.DoAsync(served[0], new RateOrder(early[0].Order, Answer.Partly, 3, [], "只来了半个小时，还有一半没有做完", Objection.WrongTimes));
        Town.Clock.Advance(TimeSpan.FromMinutes(50));
        await Town.DoAsync(null, new MissCheckOut(early[3].Order, early[3].Visit));

        for (var i = 0; i < 14; i++) { await PlaceAsync(i == 0 ? caller : await Town.PersonAsync($"居民{i}"), (Urgency)(i % 3), i); }
        for (var i = 0; i < 5; i++)
        {
            var order = await PlaceAsync(await Town.PersonAsync($"待接{i}"), Urgency.Ordinary, i + 20);
            await Town.DoAsync(Town.Dispatcher, new DispatchOrder(order, [volunteers[i % 3]], i % 2 == 0, null));
        }

        var accepted = await PlaceAsync(await Town.PersonAsync("没有电话的何婆婆"), Urgency.Ordinary, 60);
        await Town.AcceptedAsync(accepted, volunteers[6]);
        await stage.TheWorkerWorksAsync();
    }

    private async Task<Guid> PlaceAsync(Guid by, Urgency urgency, int later)
    {
        Town.Clock.Advance(TimeSpan.FromMinutes(4));
        var from = Town.Clock.GetUtcNow().AddHours(30 + later);
        PlaceOrder order = new(null, Town.Escort.Id, null, OrderOrigin.Resident, urgency, 1 + (later % 5 == 4 ? 1 : 0), from, from.AddMinutes(90), "家里水管漏水，求帮忙关阀门，老人独居行动不便", "昭明台 3 栋 2 单元", true);
        return Assert.IsType<Outcome<OrderReceipt>.Done>(await Town.PlaceAsync(by, order)).Value.Id;
    }
}
