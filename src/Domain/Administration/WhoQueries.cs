using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Administration;

/// <summary>From what somebody types of a person to ids that may stand in an address, and back. It shows nothing but names that the reader may see.</summary>
public sealed class WhoQueries(TimeBankDb db, DeploymentKeys keys, TimeProvider clock)
{
    private const int Most = 10;

    /// <summary>By a whole phone, volunteer number or name, those whom the reader may know of: at home in their scope, or staff there at any time. Nobody: an id of nobody, so that a search for a stranger finds nothing instead of everything.</summary>
    public async Task<IReadOnlyList<Guid>> NamedAsync(Guid callerId, string words, CancellationToken ct)
    {
        var (number, phone, name) = (words.Trim().ToUpperInvariant(), NewPerson.PhoneHash(Phone.Parse(words), keys), keys.LookupHash("name", words));
        var now = clock.GetUtcNow();
        var found = await db.RowsAsync<Guid>(
            $"""
            select p.id as "Value" from persons p
            where (p.phone_hash = {phone}::bytea or p.name_hash = {name}::bytea or p.volunteer_number = {number})
                and (cardinality(rights_at({callerId}, p.home_site_id, {now})) > 0
                    or exists (select from appointments a where a.person_id = p.id and cardinality(rights_at({callerId}, a.site_id, {now})) > 0))
            order by p.id limit {Most}
            """, ct);
        return found.Count > 0 ? found : [Guid.Empty];
    }

    /// <summary>Those in the reader's scope.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(Guid callerId, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0) { return []; }
        var asked = ids.ToArray();
        var sealedDetails = await db.RowsAsync<byte[]>(
            $"""select details_sealed as "Value" from persons where id = any({asked}) and cardinality(rights_at({callerId}, home_site_id, {clock.GetUtcNow()})) > 0 order by id""", ct);
        return [.. sealedDetails.Select(keys.NameIn).OfType<string>()];
    }
}
