using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Administration;

/// <summary>From what somebody types of a person to ids that may stand in an address, and back. It shows nothing but names that the reader may see.</summary>
public sealed class WhoQueries(TimeBankDb db, DeploymentKeys keys, TimeProvider clock)
{
    private const int Most = 10;

    /// <summary>By a whole phone, volunteer number or name. Nobody: an id of nobody, so that a search for a stranger finds nothing instead of everything.</summary>
    public async Task<IReadOnlyList<Guid>> NamedAsync(string words, CancellationToken ct)
    {
        var (number, phone, name) = (words.Trim().ToUpperInvariant(), NewPerson.PhoneHash(Phone.Parse(words), keys), keys.LookupHash("name", words));
        var found = await db.Persons.Where(p => (phone != null && p.PhoneHash == phone) || p.NameHash == name || p.VolunteerNumber == number).OrderBy(p => p.Id).Select(p => p.Id).Take(Most).ToListAsync(ct);
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
