using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Journeys;

/// <summary>A county on its first day: its administrator opens the door and follows the steps.</summary>
public sealed class AdministratorTests(Stage stage) : IClassFixture<Stage>
{
    private const string County = "420607";

    private Town Town => stage.Town;

    [Fact]
    public async Task A_new_administrator_sets_up_a_county_and_hands_its_manager_a_code()
    {
        await AddCountyAsync();
        var created = await Town.In<CreateAdministrator, Outcome<AdministratorCreated>>(Town.Worker, c => c.CreateAsync(new("新管理员", "13900139000", Town.City.Code, []), default));
        var desk = await stage.DeskAsync(Assert.IsType<Outcome<AdministratorCreated>.Done>(created).Value.PersonId);
        await desk.GoAsync($"/admin/{County}");
        await desk.ReadsAsync("第一次来？照着做一遍", "还有 1 个站点没有人派单");
        await desk.LookAsync("admin-first");

        await desk.FollowAsync("填电话");
        await desk.TypeAsync("襄州区 的电话", "0710-2800000");
        await desk.LookAsync("admin-phones");
        await desk.PressAsync("全部保存");
        await desk.FollowAsync("概况");
        await desk.ReadsAsync("本级有电话");

        await desk.FollowAsync("任命审核人");
        await AppointAsync(desk, "吴主任", "13900139001");
        await desk.ReadsAsync("已任命 吴主任 为审核人");
        await desk.LookAsync("admin-appointed");
        var code = (await desk.Page.Locator("p.code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await desk.FollowAsync("概况");
        await desk.FollowAsync("任命派单员");
        await AppointAsync(desk, "徐晓燕", "13900139002");
        await desk.FollowAsync("概况");
        await desk.ReadsAsync("都准备好了", "1 / 1 个站点有人派单");
        await desk.LookAsync("admin-ready");

        await desk.FollowAsync("规则");
        await desk.FollowAsync("定新规则");
        await desk.LookAsync("admin-terms");
        Assert.Equal(8, code.Length);
    }

    private static async Task AppointAsync(Window desk, string name, string phone)
    {
        await desk.TypeAsync("任命谁", name);
        await desk.PressAsync("找人");
        await desk.TypeAsync("电话", phone);
        await desk.LookAsync("admin-appoint");
        await desk.PressAsync("登记并任命");
    }

    private async Task AddCountyAsync()
    {
        await Town.Postgres.RunAsync($"insert into sites (id, code, level, parent_id, name, added_at) values ({Town.NewId()}, {County}, 'Centre', {Town.City.Id}, '襄州区', {Town.Start})");
        await Town.Postgres.RunAsync($"insert into sites (id, code, level, parent_id, name, added_at) select {Town.NewId()}, '420607001', 'Office', id, '张湾街道', {Town.Start} from sites where code = {County}");
        await Town.Postgres.RunAsync($"insert into sites (id, code, level, parent_id, name, added_at) select {Town.NewId()}, '420607001001', 'Station', id, '张湾社区', {Town.Start} from sites where code = '420607001'");
    }
}
