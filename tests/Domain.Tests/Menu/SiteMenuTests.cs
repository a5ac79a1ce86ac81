using TimeBank.Administration;
using TimeBank.Domain.Tests.People;
using TimeBank.Menu;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Menu;

/// <summary>What administrators make of the menu beside the file.</summary>
public sealed class SiteMenuTests(Town town) : IClassFixture<Town>
{
    private static readonly ItemFacts _shoes = new("修鞋", "", "上门修鞋、换拉链", "", MayServe.Anyone, 30, 60, null);

    [Fact]
    public async Task A_site_adds_a_service_of_its_own_for_itself_and_all_below()
    {
        var administrator = await town.StaffAsync("街道管理员", Right.Administrator, town.Office);
        var id = (await AddAsync(administrator, town.Office, _shoes)).Done();
        var second = (await AddAsync(administrator, town.Office, _shoes with { Name = "修伞" })).Done();

        var item = (await Town.In(town.Api, (MenuQueries q) => q.FindAsync(id, default))).Done();
        Assert.StartsWith("420602001-", item.Code, StringComparison.Ordinal);
        Assert.Equal(("修鞋", "上门修鞋、换拉链"), (item.NameEn, item.DescriptionEn));
        Assert.True(await IsOfferedAsync(id, town.Station));
        Assert.False(await IsOfferedAsync(id, town.County));
        Assert.False(await IsOfferedAsync(id, town.OtherCounty));
        Assert.NotEqual(item.Code, (await Town.In(town.Api, (MenuQueries q) => q.FindAsync(second, default))).Done().Code);

        var line = (await MenuAsync(administrator, town.Office)).Single(l => l.Item.Id == id);
        Assert.Equal((true, OfferedBy.Here, "王府街道", true, true), (line.Offered, line.By, line.Owner, line.MayOffer, line.MayChange));
        // The county sees it and may change it, and cannot offer what belongs below.
        var above = await town.StaffAsync("区管理员", Right.Administrator, town.County);
        var seen = (await MenuAsync(above, town.County)).Single(l => l.Item.Id == id);
        Assert.Equal((false, OfferedBy.Nobody, false, true), (seen.Offered, seen.By, seen.MayOffer, seen.MayChange));
        Assert.Equal("service_item.of_others", (await OfferAsync(above, id, town.County, true)).Refused().Code);
    }

    [Theory]
    [InlineData("", 30, 60, MayServe.Anyone, null, "service_item.bad_words")]
    [InlineData("修\u200B鞋", 30, 60, MayServe.Anyone, null, "service_item.bad_words")]
    [InlineData("修鞋", 0, 60, MayServe.Anyone, null, "service_item.bad_minutes")]
    [InlineData("修鞋", 60, 30, MayServe.Anyone, null, "service_item.bad_minutes")]
    [InlineData("修鞋", 30, 60, MayServe.Qualified, " ", "service_item.bad_qualification")]
    [InlineData("修鞋", 30, 60, MayServe.Anyone, "鞋匠证", "service_item.bad_qualification")]
    public async Task What_a_service_cannot_say_is_refused(string name, int usual, int greatest, MayServe mayServe, string? qualification, string code)
    {
        var administrator = await town.StaffAsync("管理员", Right.Administrator, town.OtherCounty);
        var facts = new ItemFacts(name, "", "上门", "", mayServe, usual, greatest, qualification);
        Assert.Equal(code, (await AddAsync(administrator, town.OtherCounty, facts)).Refused().Code);
    }

    [Fact]
    public async Task No_menu_has_two_services_of_one_name()
    {
        var (administrator, same) = (await town.StaffAsync("街道管理员", Right.Administrator, town.Office), "service_item.same_name");
        var kites = _shoes with { Name = "扎风筝" };
        var id = (await AddAsync(administrator, town.Office, kites)).Done();
        Assert.Equal(same, (await AddAsync(administrator, town.Office, kites with { Name = " 扎风筝 " })).Refused().Code);
        Assert.Equal(same, (await AddAsync(administrator, town.Office, kites with { Name = town.Escort.Name })).Refused().Code);
        var other = (await AddAsync(administrator, town.Office, kites with { Name = "放风筝" })).Done();
        Assert.Equal(same, (await ChangeAsync(administrator, other, town.Office, "扎风筝")).Refused().Code);

        // Where nobody can order the one, the other has the name; then the first does not come back.
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        (await RetireAsync(administrator, id)).Done();
        (await ChangeAsync(administrator, other, town.Office, "扎风筝")).Done();
        Assert.Equal(same, (await town.AskAsync((RetireItem r, CommandKey key) => r.BringBackAsync(key, administrator, id, town.Office.Id, default), administrator)).Refused().Code);

        (await OfferAsync(administrator, town.Escort.Id, town.Office, false)).Done();
        var own = (await AddAsync(administrator, town.Office, kites with { Name = town.Escort.Name })).Done();
        Assert.Equal(same, (await OfferAsync(administrator, town.Escort.Id, town.Office, true)).Refused().Code);
        Assert.Equal(same, (await OfferAsync(administrator, town.Escort.Id, town.Office, null)).Refused().Code);   // as above is offered again
        Assert.False(await IsOfferedAsync(town.Escort.Id, town.Station));
        (await OfferAsync(administrator, town.Escort.Id, town.Station, null)).Done();                              // which changes nothing
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        (await RetireAsync(administrator, own)).Done();
        (await OfferAsync(administrator, town.Escort.Id, town.Office, null)).Done();
    }

    [Fact]
    public async Task What_a_site_above_adds_later_does_not_stand_beside_what_a_station_has_of_that_name()
    {
        var (city, station) = (await town.StaffAsync("市管理员", Right.Administrator, town.City), await town.StaffAsync("社区管理员", Right.Administrator, town.Station));
        var umbrellas = _shoes with { Name = "修雨伞" };
        var own = (await AddAsync(station, town.Station, umbrellas)).Done();
        var citys = (await AddAsync(city, town.City, umbrellas)).Done();   // no station forbids the city anything
        Assert.Equal((true, false), (await IsOfferedAsync(own, town.Station), await IsOfferedAsync(citys, town.Station)));
        Assert.True(await IsOfferedAsync(citys, town.OtherStation));
        var line = (await MenuAsync(station, town.Station)).Single(l => l.Item.Id == citys);
        Assert.Equal((false, true, OfferedBy.Above), (line.Offered, line.IsHidden, line.By));
        Assert.Equal("service_item.same_name", (await OfferAsync(station, citys, town.Station, true)).Refused().Code);

        // One that is renamed, or comes with the file, no more than one that is added.
        await town.Postgres.RunAsync($"update service_items set name = '修雨伞' where id = {await OfFileAsync("umbrellas", town.City)}");
        Assert.Single((await Town.In(town.Api, (MenuQueries q) => q.OfSiteAsync(town.Station.Id, null, default))).Done(), i => i.Name == "修雨伞");
        Assert.Single((await Town.In(town.Api, (MenuQueries q) => q.OfSiteAsync(town.City.Id, null, default))).Done(), i => i.Name == "修雨伞");

        (await OfferAsync(station, own, town.Station, false)).Done();
        Assert.Equal((false, true), (await IsOfferedAsync(own, town.Station), await IsOfferedAsync(citys, town.Station)));
    }

    [Fact]
    public async Task Who_retires_waits_for_who_offers_and_neither_is_thrown_out()
    {
        var administrator = await town.StaffAsync("街道管理员", Right.Administrator, town.Office);
        var item = await OfFileAsync("waiting", town.Office);
        await using var offering = await Hold.TakeAsync(town.Postgres, $"select 1 from sites where id = {town.Office.Id} for no key update");
        var retiring = RetireAsync(administrator, item);
        await offering.IsWaitedForAsync();
        await offering.RunAsync($"insert into menu_choices (item_id, site_id, offered, chosen_by_id, chosen_at) values ({item}, {town.Office.Id}, true, {administrator}, now())");
        await offering.CommitAsync();
        (await retiring).Done();
    }

    [Fact]
    public async Task The_nearest_site_that_has_decided_wins()
    {
        var (county, office) = (await town.StaffAsync("区管理员", Right.Administrator, town.County), await town.StaffAsync("街道管理员", Right.Administrator, town.Office));
        var escort = town.Escort.Id;
        (await OfferAsync(county, escort, town.County, false)).Done();
        Assert.False(await IsOfferedAsync(escort, town.Station));
        Assert.True(await IsOfferedAsync(escort, town.OtherCounty));
        var line = (await MenuAsync(office, town.Office)).Single(l => l.Item.Id == escort);
        Assert.Equal((false, OfferedBy.Above, "襄城区", false), (line.Offered, line.By, line.SaidAt, line.MayChange));

        (await OfferAsync(office, escort, town.Office, true)).Done();
        Assert.True(await IsOfferedAsync(escort, town.Station));
        Assert.False(await IsOfferedAsync(escort, town.County));

        (await OfferAsync(office, escort, town.Office, null)).Done();
        (await OfferAsync(county, escort, town.County, null)).Done();
        Assert.True(await IsOfferedAsync(escort, town.Station));
        Assert.Equal(OfferedBy.File, (await MenuAsync(office, town.Office)).Single(l => l.Item.Id == escort).By);

        Assert.Equal("site.not_yours", (await OfferAsync(office, escort, town.County, false)).Refused().Code);
        Assert.Equal("site.not_yours", (await OfferAsync(town.Manager, escort, town.Office, false)).Refused().Code);
        Assert.Equal("service_item.not_found", (await OfferAsync(office, Guid.Empty, town.Office, false)).Refused().Code);
    }

    [Fact]
    public async Task An_item_of_the_file_becomes_its_own_of_the_site_that_changes_it_and_records_keep_their_words()
    {
        var (city, county) = (await town.StaffAsync("市管理员", Right.Administrator, town.City), await town.StaffAsync("区管理员", Right.Administrator, town.County));
        var item = await OfFileAsync("bookish", town.City);
        Assert.Equal("service_item.of_the_file", (await ChangeAsync(county, item, town.County, "读书会")).Refused().Code);   // other counties offer it too
        Assert.Equal("service_item.not_yours", (await ChangeAsync(town.Manager, item, town.City, "读书会")).Refused().Code);

        (await ChangeAsync(city, item, town.City, "读书会")).Done();
        var line = (await MenuAsync(city, town.City)).Single(l => l.Item.Id == item);
        Assert.Equal(("读书会", (Guid?)town.City.Id, 30, 60), (line.Item.Name, line.OwnerId, line.Item.UsualMinutes, line.Item.GreatestMinutes));
        Assert.True(await IsOfferedAsync(item, town.Station));

        // The next file neither changes it back nor retires it, and says so.
        var file = Deployment.File(
            "code,field,name,name_en,description,description_en,may_serve,usual_minutes,greatest_minutes,qualification,offered_by",
            "bookish,culture,讲故事,Stories,在社区讲故事,Stories at the station,anyone,30,60,,4206", "escort,health,陪诊,Hospital escort,陪同就医,Going along to the hospital,anyone,120,240,,4206");
        var imported = (await Town.In(town.Worker, (ImportMenu i) => i.ImportAsync(file, default))).Done();
        Assert.Equal(1, imported.Kept);
        Assert.Equal("读书会", (await Town.In(town.Api, (MenuQueries q) => q.FindAsync(item, default))).Done().Name);
        await Town.In(town.Worker, (ImportMenu i) => i.ImportAsync(Deployment.File(System.Text.Encoding.UTF8.GetString(file).Split('\n')[0], "escort,health,陪诊,Hospital escort,陪同就医,Going along to the hospital,anyone,120,240,,4206"), default));
        Assert.Null((await Town.In(town.Api, (MenuQueries q) => q.FindAsync(item, default))).Done().RetiredAt);
    }

    [Fact]
    public async Task What_is_retired_is_ordered_nowhere_and_comes_back()
    {
        var administrator = await town.StaffAsync("街道管理员", Right.Administrator, town.Office);
        var id = (await AddAsync(administrator, town.Office, _shoes with { Name = "磨刀" })).Done();
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        (await RetireAsync(administrator, id)).Done();
        Assert.False(await IsOfferedAsync(id, town.Station));
        Assert.Equal("service_item.retired", (await ChangeAsync(administrator, id, town.Office, "磨剪子")).Refused().Code);
        Assert.Equal("service_item.retired", (await OfferAsync(administrator, id, town.Office, true)).Refused().Code);
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        (await town.AskAsync((RetireItem r, CommandKey key) => r.BringBackAsync(key, administrator, id, town.Office.Id, default), administrator)).Done();
        Assert.True(await IsOfferedAsync(id, town.Station));

        var acts = (await Town.In(town.Api, (ActQueries q) => q.SearchAsync(administrator, new(town.Office.Id, null, [], id, null, null, null, 50), default))).Done().Items;
        Assert.Equal([ActKind.ItemReturned, ActKind.ItemRetired, ActKind.ItemAdded], acts.Select(a => a.Kind));
        Assert.All(acts, a => Assert.Equal(("街道管理员", "磨刀"), (a.Actor, a.Subject)));
    }

    private async Task<Guid> OfFileAsync(string code, Site site)
    {
        await using var db = Postgres.Open(town.Postgres.Owner);
        ServiceItem item = new()
        {
            Id = town.NewId(),
            Code = code,
            Field = ServiceField.Culture,
            Name = "讲故事",
            NameEn = "Stories",
            Description = "在社区讲故事",
            DescriptionEn = "Stories at the station",
            MayServe = MayServe.Anyone,
            UsualMinutes = 30,
            GreatestMinutes = 60,
        };
        db.AddRange(item, new MenuEntry { ItemId = item.Id, SiteId = site.Id });
        await db.SaveChangesAsync();
        return item.Id;
    }

    private Task<Outcome<Guid>> AddAsync(Guid caller, Site site, ItemFacts facts) =>
        town.AskAsync((AddItem a, CommandKey key) => a.AddAsync(key, caller, new(site.Id, ServiceField.Neighbour, facts), default), caller);

    private Task<Outcome<Guid>> ChangeAsync(Guid caller, Guid item, Site site, string name) =>
        town.AskAsync((ChangeItem c, CommandKey key) => c.ChangeAsync(key, caller, new(item, site.Id, name, null, null, null, null, null, null, null), default), caller);

    private Task<Outcome<Guid>> RetireAsync(Guid caller, Guid item) => town.AskAsync((RetireItem r, CommandKey key) => r.RetireAsync(key, caller, item, town.Office.Id, default), caller);

    private Task<Outcome<Guid>> OfferAsync(Guid caller, Guid item, Site site, bool? offered) =>
        town.AskAsync((OfferItem o, CommandKey key) => o.OfferAsync(key, caller, new(item, site.Id, offered), default), caller);

    private async Task<SiteMenuLine[]> MenuAsync(Guid caller, Site site) => (await Town.In(town.Api, (SiteMenuQueries q) => q.AtAsync(caller, site.Id, default))).Done();

    private async Task<bool> IsOfferedAsync(Guid item, Site site)
    {
        var asked = Assert.Single(await town.Postgres.ReadAsync<bool>($"select is_offered({item}, {site.Id}) as \"Value\"", town.Postgres.Api));
        Assert.Equal(asked, (await Town.In(town.Api, (MenuQueries q) => q.OfSiteAsync(site.Id, null, default))).Done().Any(i => i.Id == item));
        return asked;
    }
}
