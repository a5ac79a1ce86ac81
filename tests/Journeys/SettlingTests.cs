using TimeBank.TestKit;

namespace TimeBank.Journeys;

/// <summary>What is not settled by itself: a resident who objects, and a caller who has neither phone nor account.</summary>
public sealed class SettlingTests(Stage stage) : IClassFixture<Stage>
{
    private Town Town => stage.Town;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_resident_objects_one_manager_proposes_another_agrees_and_the_passbook_says_so(bool scripts)
    {
        Reader reader = new(Scripts: scripts);
        var volunteer = await Town.VolunteerAsync("王志远");
        var order = await Town.PlacedAsync();
        await Town.ServedAsync(order, await Town.AcceptedAsync(order, volunteer), volunteer, minutes: 95);

        var resident = await stage.PhoneAsync(Town.Resident, reader);
        await resident.GoAsync($"/orders/{order}");
        await resident.UnfoldAsync("没有人来，或者时间不对");
        await resident.LookAsync("objection");
        await resident.PressAsync("时间不对");
        await resident.ReadsAsync("有争议");
        await resident.LookAsync("disputed");

        var manager = await stage.DeskAsync(Town.Manager, reader);
        await manager.GoAsync($"/desk/{Town.Station.Code}/cases");
        await manager.ReadsAsync("争议", "时间不对");
        await manager.UnfoldAsync("裁定");
        await manager.Page.GetByRole(Microsoft.Playwright.AriaRole.Radio, new() { Name = "改为（分钟）" }).First.CheckAsync();
        await manager.Page.GetByRole(Microsoft.Playwright.AriaRole.Spinbutton, new() { Name = "改为（分钟）" }).First.FillAsync("60");
        await manager.LookAsync("case-resolving");
        await manager.PressAsync("裁定");
        await manager.ReadsAsync("这是您提出的，请另一位审核人来同意");
        await manager.LookAsync("case-proposed");

        var second = await stage.DeskAsync(Town.SecondManager, reader);
        await second.GoAsync($"/desk/{Town.Station.Code}/cases");
        await second.ReadsAsync("记 1 小时");
        await second.PressAsync("同意");
        await stage.TheWorkerWorksAsync();

        var phone = await stage.PhoneAsync(volunteer, reader);
        await phone.GoAsync("/passbook");
        await phone.ReadsAsync("+1 小时", "结余 1 小时");
        await phone.LookAsync("passbook-after-dispute");
        await resident.GoAsync($"/orders/{order}");
        await resident.LookAsync("order-after-dispute");
    }

    [Fact]
    public async Task A_caller_without_phone_or_account_is_served_and_a_second_person_stands_behind_the_minutes()
    {
        await Town.VolunteerAsync("李秀英");
        var desk = await stage.DeskAsync(Town.Dispatcher);
        await desk.GoAsync($"/desk/{Town.Station.Code}/new");
        await desk.TypeAsync("姓名", "严守成");
        await desk.TypeAsync("地址", "昭明台 9 栋 1 单元 101");
        await desk.TypeAsync("服务项目（打几个字）", "陪诊");
        await desk.TypeAsync("需要什么", "眼睛看不清，要人陪着去复查");
        await desk.TypeAsync("从", "14:00");
        await desk.LookAsync("new-order-caller");
        await desk.PressLastAsync("点单");
        await desk.ReadsAsync("眼睛看不清", "派给谁");
        var order = Guid.Parse(desk.Address.Split("order=")[1][..36]);
        await desk.PressAsync("派单给李秀英");
        await desk.ReadsAsync("等回复");

        var volunteer = (await Town.SeeAsync(order, Town.Dispatcher)).Offers.Single().PersonId!.Value;
        var phone = await stage.PhoneAsync(volunteer);
        await phone.GoAsync("/offers");
        await phone.PressAsync("我来");
        await phone.ReadsAsync("昭明台 9 栋");

        stage.Clock.MoveTo((await Town.SeeAsync(order, Town.Dispatcher)).WantedFrom);
        await desk.GoAsync($"/desk/orders/{order}");
        await desk.PressAsync("证明已到");
        await desk.ReadsAsync("证明做完");
        stage.Clock.Advance(TimeSpan.FromMinutes(70));
        await desk.GoAsync($"/desk/orders/{order}");
        await desk.PressAsync("证明做完");
        await desk.ReadsAsync("荣誉时");
        await desk.LookAsync("order-vouched");

        var manager = await stage.DeskAsync(Town.Manager);
        await manager.GoAsync($"/desk/{Town.Station.Code}/cases");
        await manager.ReadsAsync("只有一方见证");
        await manager.LookAsync("case-declared");
        await manager.PressAsync("同意：荣誉时待审");
        stage.Clock.Advance(TimeSpan.FromDays(4));
        await stage.TheWorkerLooksAtTheClockAsync();
        await stage.TheWorkerWorksAsync();
        phone = await stage.PhoneAsync(volunteer);
        await phone.GoAsync("/passbook");
        await phone.ReadsAsync("+1 小时 10 分", "荣誉时");
        await phone.LookAsync("passbook-declared");
    }
}
