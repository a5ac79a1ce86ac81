using System.Net.Http.Headers;
using TimeBank.Menu;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Bench;

/// <summary>A person who can be asked as: their id and what they sign in with.</summary>
internal sealed record Client(Guid PersonId, AuthenticationHeaderValue Token);

/// <summary>One station: its dispatcher, and residents and volunteers who take turns.</summary>
internal sealed record Station(Client Dispatcher, IReadOnlyList<Client> Residents, IReadOnlyList<Client> Volunteers);

/// <summary>A county whose stations live orders one after the other, all at the same time.</summary>
internal static class LoopCity
{
    private const int PeoplePerStation = 20;
    private static readonly TimeProvider _clock = TimeProvider.System;

    public static async Task<(Guid ItemId, IReadOnlyList<Station> Stations)> FillAsync(Server.Database database, ApiProcess api, int stations, int volunteersEach = PeoplePerStation)
    {
        DeploymentKeys keys = new(Server.KeysPath);
        await using var db = Postgres.Open(database.Owner);
        var county = await SiteAsync(db, SiteLevel.Centre, "420602", null);
        ServiceItem item = new() { Id = NewId(), Code = "escort", Field = ServiceField.Health, Name = "陪诊", NameEn = "Hospital escort", Description = "陪同就医", DescriptionEn = "Going along to the hospital", MayServe = MayServe.Anyone, UsualMinutes = 120, GreatestMinutes = 240 };
        db.AddRange(item, new MenuEntry { ItemId = item.Id, SiteId = county.Id });
        List<Station> made = [];
        foreach (var n in Enumerable.Range(1, stations))
        {
            var site = await SiteAsync(db, SiteLevel.Station, $"42060200100{n:D2}", county);
            List<Person> people = [.. Enumerable.Range(0, 1 + PeoplePerStation + volunteersEach).Select(i => PersonOf(site, keys, $"居民{n}之{i}"))];
            db.AddRange(people);
            db.Add(new Appointment { Id = NewId(), PersonId = people[0].Id, SiteId = site.Id, Right = Right.Dispatcher, FromAt = _clock.GetUtcNow() });
            foreach (var (volunteer, i) in people.Skip(1 + PeoplePerStation).Select((p, i) => (p, i))) { AddPassbook(db, volunteer, n * volunteersEach + i); }
            await db.SaveChangesAsync();
            List<Client> clients = [];
            foreach (var person in people) { clients.Add(await ClientAsync(database, api, person.Id, person.AccountId!.Value)); }
            made.Add(new(clients[0], clients[1..(1 + PeoplePerStation)], clients[(1 + PeoplePerStation)..]));
        }

        return (item.Id, made);
    }

    private static Guid NewId() => Guid.CreateVersion7(_clock.GetUtcNow());

    private static async Task<Site> SiteAsync(TimeBankDb db, SiteLevel level, string code, Site? parent)
    {
        Site site = new() { Id = NewId(), Code = code, Level = level, Name = $"站点 {code}", ParentId = parent?.Id, AddedAt = _clock.GetUtcNow() };
        db.Add(site);
        await db.SaveChangesAsync();
        return site;
    }

    private static Person PersonOf(Site home, DeploymentKeys keys, string name) => new()
    {
        Id = NewId(),
        HomeSiteId = home.Id,
        HouseholdId = NewId(),
        DetailsSealed = keys.Seal(new PersonDetails(name, null)),
        NameHash = keys.LookupHash("name", name),
        EnrolledAt = _clock.GetUtcNow(),
        AccountId = NewId(),
    };

    private static void AddPassbook(TimeBankDb db, Person volunteer, int serial)
    {
        (volunteer.VolunteerNumber, volunteer.VolunteerSince) = (CheckedNumber.From('V', serial), _clock.GetUtcNow());
        Passbook passbook = new() { Id = NewId(), Number = CheckedNumber.From('P', serial), PersonId = volunteer.Id, SiteId = volunteer.HomeSiteId, IssuedAt = _clock.GetUtcNow() };
        db.AddRange(passbook,
            new TimeAccount { Id = NewId(), Kind = TimeAccountKind.Available, PassbookId = passbook.Id, BalanceMinutes = 0 },
            new TimeAccount { Id = NewId(), Kind = TimeAccountKind.Held, PassbookId = passbook.Id, BalanceMinutes = 0 });
    }

    public static async Task<Client> ClientAsync(Server.Database database, ApiProcess api, Guid person, Guid account)
    {
        var stamp = account.ToString("N");
        await Server.RunAsync(database.Owner, $"insert into accounts.accounts (id, user_name, normalized_user_name, security_stamp, two_factor_enabled, lockout_enabled, access_failed_count) values ('{account}', '{stamp}', '{stamp}', '{stamp}', false, true, 0)");
        return new(person, await api.TokenAsync(account, stamp));
    }
}
