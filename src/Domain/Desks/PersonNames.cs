using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Desks;

/// <summary>Names for staff who have already been let in to what the ids stand in.</summary>
public sealed class PersonNames(TimeBankDb db, DeploymentKeys keys)
{
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(IEnumerable<Guid?> ids, CancellationToken ct)
    {
        var asked = ids.OfType<Guid>().Distinct().ToArray();
        if (asked.Length == 0) { return new Dictionary<Guid, string>(); }
        var rows = await db.Persons.AsNoTracking().Where(p => asked.Contains(p.Id)).Select(p => new { p.Id, p.DetailsSealed }).ToListAsync(ct);
        return rows.ToDictionary(p => p.Id, p => keys.Open<PersonDetails>(p.DetailsSealed).Name);
    }
}
