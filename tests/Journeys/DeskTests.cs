using Microsoft.Playwright;
using TimeBank.TestKit;

namespace TimeBank.Journeys;

/// <summary>A morning at a station's desk: the board by keyboard, two dispatchers, a caller, telephone and what must be settled.</summary>
public sealed class DeskTests(Stage stage) : IClassFixture<Stage>
{
    private Town Town => stage.Town;
    private string Board => $"/desk/{Town.Station.Code}";

    [Fact]
    public async Task A_morning_of_forty_orders()
    {
        await stage.FillBoardAsync();
        var desk = await stage.DeskAsync(Town.Dispatcher);
        await desk.GoAsync("/desk");
        await desk.ReadsAsync("待处理", "待派单", "待接单", "已接单", "服务中", "待评单", "实时");
        await desk.LookAsync("board");

        await desk.Page.Keyboard.PressAsync("j");   // the first that waits
        await desk.KeyAsync("Enter");
        await desk.ReadsAsync("派给谁");
        await desk.LookAsync("board-order");
        var order = Guid.Parse(desk.Address.Split("order=")[1][..36]);

        var colleague = await stage.DeskAsync(Town.SecondDispatcher);
        await colleague.GoAsync($"{Board}?order={order}");
        await colleague.ReadsAsync("派单员甲也在看这个订单");
        await desk.ReadsAsync("派单员乙也在看这个订单");   // without reloading
        await colleague.LookAsync("board-two-looking");

        await desk.KeyAsync("d");
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
        await desk.PressLastAsync("查找");
        await desk.ReadsAsync("还有没完成的订单");
        await desk.LookAsync("new-order-found");
        await desk.TypeAsync("服务项目（打几个字）", "陪诊");
        await desk.TypeAsync("需要什么", "下午复查，要人陪着排队拿药");
        await desk.TypeAsync("地址", "昭明台 5 栋 3 单元 202");
        await desk.TypeAsync("从", "23:00");
        await desk.PressInVainAsync("点单", 409, "已有同类未完成订单");
        await desk.LookAsync("new-order-duplicate");
        await desk.ChooseAsync("是另一个需求，照样点单");
        await desk.PressLastAsync("点单");
        await desk.ReadsAsync("下午复查，要人陪着排队拿药", "派给谁");
        await desk.LookAsync("board-new-order");

        while (await IsLateAsync(desk)) { await DispatchNextAsync(desk); }
        await desk.LookAsync("board-nothing-late");
    }

    private static async Task<bool> IsLateAsync(Window desk) => await desk.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^待派单.*超时") }).CountAsync() > 0;

    /// <summary>Two keys an order.</summary>
    private static async Task DispatchNextAsync(Window desk)
    {
        await desk.KeyAsync("w");
        await desk.ReadsAsync("派给谁");
        await desk.KeyAsync("d");
        await desk.ReadsAsync("等回复");
    }

    [Fact]
    public async Task Without_scripts_a_dispatch_is_three_presses()
    {
        await Town.VolunteerAsync("王志远");
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
}
