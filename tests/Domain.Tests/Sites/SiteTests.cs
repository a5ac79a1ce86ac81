using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Sites;

public sealed class SiteTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task An_administrator_adds_a_point_that_is_found_by_place_and_name()
    {
        var administrator = await town.StaffAsync("管理员", Right.Administrator, town.County);
        var id = (await AddAsync(administrator, Point("xc-001") with { Latitude = 32.0104, Longitude = 112.1226 })).Done();

        var near = await Town.In(town.Api, (SiteQueries q) => q.NearAsync(32.01, 112.12, 1000, 10, default));
        var found = Assert.Single(near);
        Assert.Equal(id, found.Id);
        Assert.InRange(found.Metres!.Value, 230, 270);
        Assert.Empty(await Town.In(town.Api, (SiteQueries q) => q.NearAsync(32.01, 112.12, 200, 10, default)));

        var details = (await Town.In(town.Api, (SiteQueries q) => q.FindAsync(id, default))).Done();
        Assert.Equal(["襄阳市", "襄城区", "王府街道"], details.Path.Select(s => s.Name));
        Assert.Equal(id, Assert.Single(await Town.In(town.Api, (SiteQueries q) => q.NamedAsync("驿站", 10, default))).Id);

        (await ChangeAsync(administrator, new(id, "红色驿站", "", 32.1, 112.1))).Done();
        details = (await Town.In(town.Api, (SiteQueries q) => q.FindAsync(id, default))).Done();
        Assert.Equal(("红色驿站", (string?)null, 32.1), (details.Site.Name, details.Site.Phone, details.Site.Latitude));
    }

    [Fact]
    public async Task Points_and_changes_are_refused_by_name()
    {
        var administrator = await town.StaffAsync("管理员乙", Right.Administrator, town.County);
        Assert.Equal("site.not_yours", (await AddAsync(town.Manager, Point("xc-002"))).Refused().Code);
        Assert.Equal("site.not_yours", (await AddAsync(administrator, Point("xc-002") with { ParentId = town.OtherCounty.Id })).Refused().Code);
        Assert.Equal("site.not_found", (await AddAsync(administrator, Point("xc-002") with { ParentId = Guid.Empty })).Refused().Code);
        Assert.Equal("site.code_taken", (await AddAsync(administrator, Point(town.Station.Code))).Refused().Code);
        Assert.Equal("site.bad_place", (await AddAsync(administrator, Point("xc-002") with { Latitude = 32 })).Refused().Code);
        Assert.Equal("site.bad_name", (await AddAsync(administrator, Point("xc-002") with { Name = " " })).Refused().Code);
        Assert.Equal("site.bad_name", (await AddAsync(administrator, Point("xc-002") with { Name = "红色\u202E驿站" })).Refused().Code);
        Assert.Equal("site.named_by_file", (await ChangeAsync(administrator, new(town.Station.Id, "另一个名字", null, null, null))).Refused().Code);
        (await ChangeAsync(administrator, new(town.Station.Id, null, "0710-3512345", null, null))).Done();
    }

    [Fact]
    public async Task Children_come_in_pages_by_code()
    {
        var first = await Town.In(town.Api, (SiteQueries q) => q.ChildrenAsync(town.City.Id, null, 1, default));
        Assert.Equal(("420602", "420602"), (Assert.Single(first.Items).Code, first.Next));
        var second = await Town.In(town.Api, (SiteQueries q) => q.ChildrenAsync(town.City.Id, first.Next, 1, default));
        Assert.Equal(("420606", (string?)null), (Assert.Single(second.Items).Code, second.Next));
        Assert.Equal("4206", Assert.Single((await Town.In(town.Api, (SiteQueries q) => q.ChildrenAsync(null, null, 10, default))).Items).Code);
        Assert.Equal(town.Station.Id, (await Town.In(town.Api, (SiteQueries q) => q.FindByCodeAsync(town.Station.Code, default))).Done().Id);
    }

    private PointToAdd Point(string code) => new(town.Office.Id, code, "幸福驿站", "13800000001", null, null);

    private Task<Outcome<Guid>> AddAsync(Guid caller, PointToAdd point) =>
        Town.In(town.Api, (AddPoint a) => a.AddAsync(CommandKey.Fresh(caller, town.Clock.GetUtcNow()), caller, point, default));

    private Task<Outcome<Guid>> ChangeAsync(Guid caller, SiteChange change) =>
        Town.In(town.Api, (ChangeSite c) => c.ChangeAsync(CommandKey.Fresh(caller, town.Clock.GetUtcNow()), caller, change, default));
}
