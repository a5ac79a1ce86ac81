using TimeBank.Menu;
using TimeBank.Sites;
using static TimeBank.Domain.Tests.Deployment;

namespace TimeBank.Domain.Tests.Menu;

public sealed class ImportMenuTests(Deployment deployment) : IClassFixture<Deployment>
{
    private const string Heading = "code,field,name,name_en,description,description_en,may_serve,usual_minutes,greatest_minutes,qualification,offered_by";
    private const string Haircut = "haircut,neighbour,理发,Haircut,上门理发,A haircut at home,anyone,30,60,,4206";

    [Fact]
    public async Task The_menu_of_the_file_is_the_menu_of_the_sites()
    {
        (await deployment.AsWorker((ImportSites i) => i.ImportAsync(DataFile("divisions-xiangyang-4206.csv"), false, default))).Done();
        var first = await ImportAsync(DataFile("menu.csv"));
        Assert.True(first.Added >= 40);
        Assert.Equal(new MenuImported(0, 0, 0), await ImportAsync(DataFile("menu.csv")));

        var station = (await deployment.AsApi((SiteQueries q) => q.FindByCodeAsync("420602001008", default))).Done();
        var menu = await MenuAsync(station.Id, null);
        Assert.True(menu.Length >= 40);
        Assert.Equal(menu.Select(i => i.Field).Order(), menu.Select(i => i.Field));
        Assert.All(await MenuAsync(station.Id, ServiceField.Law), i => Assert.Equal(ServiceField.Law, i.Field));

        // A new item of another centre is all that is left; the others retire, and come back.
        var elsewhere = Haircut.Replace("haircut", "only-here", StringComparison.Ordinal).Replace("4206", "420606", StringComparison.Ordinal);
        Assert.Equal(new MenuImported(1, 0, first.Added), await ImportAsync(File(Heading, elsewhere)));
        Assert.Empty(await MenuAsync(station.Id, null));
        var gone = (await deployment.AsApi((MenuQueries q) => q.FindAsync(menu[0].Id, default))).Done();
        Assert.NotNull(gone.RetiredAt);
        await ImportAsync(DataFile("menu.csv"));
        Assert.Equal(menu, await MenuAsync(station.Id, null));
    }

    [Theory]
    [InlineData("Haircut,neighbour,理发,Haircut,上门,At home,anyone,30,60,,", "service_item.bad_code")]
    [InlineData("first,neighbour,理发,Haircut,上门,At home,anyone,30,60,,", "service_item.duplicate_code")]
    [InlineData("cut,beauty,理发,Haircut,上门,At home,anyone,30,60,,", "service_item.bad_field")]
    [InlineData("cut,3,理发,Haircut,上门,At home,anyone,30,60,,", "service_item.bad_field")]
    [InlineData("cut,neighbour,理发,,上门,At home,anyone,30,60,,", "service_item.bad_words")]
    [InlineData("cut,neighbour,剃头,Haircut,上门,At home,anyone,30,60,,", "service_item.duplicate_name")]
    [InlineData("cut,neighbour,理发,Haircut,上门,At home,robots,30,60,,", "service_item.bad_may_serve")]
    [InlineData("cut,neighbour,理发,Haircut,上门,At home,qualified,30,60,,", "service_item.bad_qualification")]
    [InlineData("cut,neighbour,理发,Haircut,上门,At home,anyone,30,60,执照,", "service_item.bad_qualification")]
    [InlineData("cut,neighbour,理发,Haircut,上门,At home,anyone,60,30,,", "service_item.bad_minutes")]
    [InlineData("cut,neighbour,理发,Haircut,上门,At home,anyone,-5,30,,", "service_item.bad_minutes")]
    [InlineData("cut,neighbour,理发,Haircut,上门,At home,anyone,1.5,30,,", "service_item.bad_minutes")]
    [InlineData("cut,neighbour,理发,Haircut,上门,At home,anyone,30,1441,,", "service_item.bad_minutes")]
    [InlineData("cut,neighbour,理发,Haircut,上门,At home,anyone,30,60,,9999", "service_item.unknown_site")]
    public async Task A_broken_line_is_named_and_nothing_is_changed(string line, string code)
    {
        var before = await StateAsync();
        var first = Haircut.Replace("haircut", "first", StringComparison.Ordinal).Replace("理发", "剃头", StringComparison.Ordinal).Replace(",4206", ",", StringComparison.Ordinal);
        var refusal = (await deployment.AsWorker((ImportMenu i) => i.ImportAsync(File(Heading, first, line), default))).Refused();
        Assert.Equal((code, (object?)3), (refusal.Code, refusal.Facts["line"]));
        Assert.Equal(before, await StateAsync());
    }

    private async Task<MenuImported> ImportAsync(byte[] file) => (await deployment.AsWorker((ImportMenu i) => i.ImportAsync(file, default))).Done();

    private async Task<ServiceItemView[]> MenuAsync(Guid site, ServiceField? field) => (await deployment.AsApi((MenuQueries q) => q.OfSiteAsync(site, field, default))).Done();

    private async Task<string> StateAsync() => (await deployment.Postgres.ReadAsync<string>(
        $"select md5(coalesce((select string_agg(i::text, '|' order by id) from service_items i), '') || coalesce((select string_agg(e::text, '|' order by item_id, site_id) from menu_entries e), '')) as \"Value\""))[0];
}
