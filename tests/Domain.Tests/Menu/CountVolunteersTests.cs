using TimeBank.Menu;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Menu;

public sealed class CountVolunteersTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_menu_tells_how_many_of_the_county_may_serve_each_item()
    {
        var (adult, nurse) = (Item("adult", MayServe.Adult), Item("nurse", MayServe.Qualified, "护士"));
        await using (var db = Postgres.Open(town.Postgres.Owner))
        {
            db.AddRange(adult, nurse);
            await db.SaveChangesAsync();
        }

        var (one, two, _) = (await town.VolunteerAsync("甲"), await town.VolunteerAsync("乙", town.OtherStation), await town.VolunteerAsync("远", town.OtherCounty));
        await town.Postgres.RunAsync($"update persons set adult_on = '2020-01-01' where id in ({one}, {two})");
        await town.Postgres.RunAsync($"insert into qualifications (person_id, name, confirmed_by_id, confirmed_at) values ({two}, '护士', {town.Manager}, {town.Clock.GetUtcNow()})");
        await town.VolunteerAsync("丙");

        await CountAsync();
        var figures = await FiguresAsync(town.Station.Id);
        Assert.Equal((3, 2, 1), (figures[town.Escort.Id], figures[adult.Id], figures[nurse.Id]));
        Assert.Equal((4, 1), ((await FiguresAsync(town.City.Id))[town.Escort.Id], (await FiguresAsync(town.OtherCounty.Id))[town.Escort.Id]));

        // Within the hour nobody counts again; after it, those who left are gone.
        await town.Postgres.RunAsync($"update persons set left_at = {town.Clock.GetUtcNow()} where id = {two}");
        await CountAsync();
        Assert.Equal(1, (await FiguresAsync(town.Station.Id))[nurse.Id]);
        town.Clock.Advance(CountVolunteers.Every);
        await CountAsync();
        Assert.Equal((2, 0), ((await FiguresAsync(town.Station.Id))[town.Escort.Id], (await FiguresAsync(town.Station.Id))[nurse.Id]));
    }

    private Task CountAsync() => Town.In(town.Worker, async (CountVolunteers count) =>
    {
        await count.RunAsync(default);
        return 0;
    });

    private Task<IReadOnlyDictionary<Guid, int>> FiguresAsync(Guid site) => Town.In(town.Api, (MenuQueries q) => q.VolunteersAsync(site, default));

    private ServiceItem Item(string code, MayServe may, string? qualification = null) => new()
    {
        Id = town.NewId(),
        Code = code,
        Field = ServiceField.Health,
        Name = code,
        NameEn = code,
        Description = code,
        DescriptionEn = code,
        MayServe = may,
        UsualMinutes = 30,
        GreatestMinutes = 60,
        Qualification = qualification,
    };
}
