using Microsoft.EntityFrameworkCore;
using TimeBank.Menu;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Worker.Demonstration;

/// <summary>What must be there before the first day: the administrator, phones and places of the sites, and those who work there.</summary>
internal sealed class Founding(Stage stage, CityScript script)
{
    /// <summary>Made for it alone: no person and no order that the play did not make, and nobody has signed in yet.</summary>
    /// <returns>When the play began, if it was begun before.</returns>
    /// <exception cref="DeploymentFault">Somebody lives here already.</exception>
    public async Task<(DateTimeOffset? Begun, bool Finished)> LookAsync(string lastKey, DeploymentKeys keys, CancellationToken ct)
    {
        var (administrator, last) = (await FindAsync("administrator", keys, ct), await FindAsync("resident", keys, ct));
        if (last is not null)
        {
            var command = Stage.KeyOf(last.Id, lastKey).Id;
            if (await stage.LookAsync(db => db.OrderEvents.AnyAsync(e => e.CommandId == command, ct))) { return (administrator?.EnrolledAt, true); }
        }

        var strangers = await stage.LookAsync(db => db.RowAsync<Strangers>(
            $"""
            with recursive ours(id) as (select {administrator?.Id ?? Guid.Empty}::uuid union select p.id from persons p join ours o on p.enrolled_by_id = o.id)
            select (select count(*)::int from persons where account_id is not null or id not in (select id from ours)) as people,
                (select count(*)::int from orders where orderer_id not in (select id from ours) or placed_by_id not in (select id from ours)) as orders
            """, ct));
        return strangers is (0, 0)
            ? (administrator?.EnrolledAt, false)
            : throw new DeploymentFault($"This database holds {strangers.People} persons and {strangers.Orders} orders that no demonstration made. A history is played into an empty one only.");
    }

    /// <exception cref="DeploymentFault">Sites or menu have not been imported.</exception>
    public async Task<(Dictionary<string, Site> Sites, Dictionary<string, ServiceItem> Menu)> ReadAsync(CancellationToken ct)
    {
        var (codes, items) = (script.Places.Select(p => p.Code).ToArray(), script.Items.Select(i => i.Code).ToArray());
        var sites = await stage.LookAsync(db => db.Sites.AsNoTracking().Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, ct));
        var menu = await stage.LookAsync(db => db.ServiceItems.AsNoTracking().Where(i => items.Contains(i.Code) && i.RetiredAt == null).ToDictionaryAsync(i => i.Code, ct));
        var missing = codes.Except(sites.Keys).Concat(items.Except(menu.Keys)).ToList();
        return missing.Count == 0 ? (sites, menu) : throw new DeploymentFault($"Import sites and menu first. Missing: {string.Join(", ", missing)}");
    }

    public async Task FoundAsync(County county, DateTimeOffset at, CancellationToken ct)
    {
        var administrator = county.Administrator;
        var created = await stage.AskAsync<CreateAdministrator, Outcome<AdministratorCreated>>(
            at, desk => desk.CreateAsync(new(administrator.Name, administrator.Phone!, script.Root, []), ct));
        administrator.PersonId = Done(created).PersonId;
        foreach (var place in county.Places)
        {
            Done(await stage.AskAsync<ChangeSite, Outcome<Guid>>(at, desk => desk.ChangeAsync(
                Stage.KeyOf(administrator.PersonId, $"site-{place.Code}"), administrator.PersonId,
                new(county.Sites[place.Code].Id, null, place.Phone, place.Latitude, place.Longitude, script.StaffHours), ct)));
        }

        foreach (var person in county.People.Where(p => p.Offices.Length > 0))
        {
            Arrival arrival = new(county, person, administrator);
            await arrival.PlayAsync(stage, at.AddMinutes(1), ct);
            if (arrival.Surprise is { } surprise) { throw new DeploymentFault($"The founding was refused: {surprise}"); }
        }
    }

    private async Task<Person?> FindAsync(string id, DeploymentKeys keys, CancellationToken ct)
    {
        var known = script.Cast.First(c => c.Id == id);
        var (phone, name) = (NewPerson.PhoneHash(known.Phone, keys), keys.LookupHash("name", known.Name));
        return await stage.LookAsync(db => db.Persons.AsNoTracking().OrderBy(p => p.Id).FirstOrDefaultAsync(p => p.PhoneHash == phone && p.NameHash == name, ct));
    }

    private static T Done<T>(Outcome<T> outcome) => outcome is Outcome<T>.Done(var value) ? value : throw new DeploymentFault($"The founding was refused: {((Outcome<T>.Refused)outcome).Why.English}");

    private sealed record Strangers(int People, int Orders);
}
