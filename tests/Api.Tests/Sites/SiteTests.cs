using System.Net;
using System.Text.Json;
using TimeBank.People;

namespace TimeBank.Api.Tests.Sites;

public sealed class SiteTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task Anybody_finds_a_site_from_above_by_name_code_and_place()
    {
        using var administrator = await api.Host.AsAsync(await api.Town.StaffAsync("管理员", Right.Administrator, api.Town.County));
        using var anybody = api.Host.CreateClient();
        Assert.Equal(["襄阳市"], Names(await anybody.ReadAsync("/api/v1/sites")));
        Assert.Equal(["襄城区", "樊城区"], Names(await anybody.ReadAsync($"/api/v1/sites?parentId={api.Town.City.Id}")));
        Assert.Equal(["昭明台社区"], Names(await anybody.ReadAsync("/api/v1/sites?name=昭明")));
        Assert.Equal(["西街社区"], Names(await anybody.ReadAsync("/api/v1/sites?code=420602001002")));
        Assert.Empty(Names(await anybody.ReadAsync("/api/v1/sites?code=0")));

        var point = (await administrator.PostAsync("/api/v1/sites", new { parentId = api.Town.Station.Id, code = "zmt-1", name = "昭明驿站", latitude = 32.01, longitude = 112.12 })).Is(HttpStatusCode.Created);
        (await administrator.SendAsync(HttpMethod.Patch, point.Headers["Location"], new { phone = "0710-3512345" })).Is(HttpStatusCode.NoContent);
        var near = (await anybody.ReadAsync("/api/v1/sites?latitude=32.011&longitude=112.12")).Is(HttpStatusCode.OK);
        Assert.Equal(["昭明驿站"], Names(near));
        Assert.Equal(111, near.Json.GetProperty("items")[0].GetProperty("metres").GetInt32());
        var details = (await anybody.ReadAsync(point.Headers["Location"])).Is(HttpStatusCode.OK).Json;
        Assert.Equal("0710-3512345", details.GetProperty("site").GetProperty("phone").GetString());
        Assert.Equal(["襄阳市", "襄城区", "王府街道", "昭明台社区"], details.GetProperty("path").EnumerateArray().Select(NameOf));
    }

    [Theory]
    [InlineData("latitude=32", "site.bad_place")]
    [InlineData("latitude=95&longitude=112", "input.invalid")]
    [InlineData("size=0", "input.invalid")]
    [InlineData("parentId=x", "input.malformed")]
    public async Task A_search_that_makes_no_sense_is_refused(string query, string code)
    {
        using var anybody = api.Host.CreateClient();
        (await anybody.ReadAsync($"/api/v1/sites?{query}")).IsProblem(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task The_menu_of_a_site_and_its_terms_are_there_to_read()
    {
        using var administrator = await api.Host.AsAsync(await api.Town.StaffAsync("管理员乙", Right.Administrator, api.Town.County));
        using var anybody = api.Host.CreateClient();
        var menu = (await anybody.ReadAsync($"/api/v1/sites/{api.Town.Station.Id}/service-items?field=Health")).Is(HttpStatusCode.OK);
        Assert.Equal("陪诊", NameOf(menu.Json[0]));
        Assert.Equal("[]", (await anybody.ReadAsync($"/api/v1/sites/{api.Town.Station.Id}/service-items?field=Law")).Body);
        (await anybody.ReadAsync($"/api/v1/sites/{Guid.Empty}/service-items")).IsProblem(HttpStatusCode.NotFound, "site.not_found");
        Assert.Equal("陪诊", (await anybody.ReadAsync($"/api/v1/service-items/{api.Town.Escort.Id}")).TextOf("name"));
        (await anybody.ReadAsync($"/api/v1/service-items/{Guid.Empty}")).IsProblem(HttpStatusCode.NotFound, "service_item.not_found");

        (await administrator.PostAsync("/api/v1/policies", new { siteId = api.Town.County.Id, ratingDays = 5 })).Is(HttpStatusCode.Created);
        var terms = (await administrator.ReadAsync($"/api/v1/policies?siteId={api.Town.Station.Id}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(5, terms.GetProperty("inForce").GetProperty("ratingDays").GetInt32());
        Assert.Equal(0, terms.GetProperty("own").GetArrayLength());
        (await administrator.PostAsync("/api/v1/policies", new { siteId = api.Town.City.Id, ratingDays = 5 })).IsProblem(HttpStatusCode.Forbidden, "site.not_yours");
    }

    private static IEnumerable<string?> Names(Reply reply) => reply.Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(NameOf);

    private static string? NameOf(JsonElement element) => element.GetProperty("name").GetString();
}
