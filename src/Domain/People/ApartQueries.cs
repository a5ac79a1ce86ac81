using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>Whom the reader never wants to meet again, as far as the reader knows them.</summary>
/// <param name="Name">The family name.</param>
public sealed record ApartView(Guid PersonId, string Name, string? VolunteerNumber, DateTimeOffset MadeAt);

public sealed class ApartQueries(TimeBankDb db, DeploymentKeys keys)
{
    /// <summary>One's own wishes; nobody learns of others'.</summary>
    public async Task<IReadOnlyList<ApartView>> OwnAsync(Guid callerId, CancellationToken ct)
    {
        var rows = await (from block in db.PersonBlocks
                          where block.PersonId == callerId
                          join other in db.Persons on block.BlockedId equals other.Id
                          orderby block.MadeAt descending
                          select new { other.Id, other.DetailsSealed, other.VolunteerNumber, block.MadeAt }).ToListAsync(ct);
        return [.. rows.Select(r => new ApartView(r.Id, Masked.FamilyName(keys.Open<PersonDetails>(r.DetailsSealed).Name), r.VolunteerNumber, r.MadeAt))];
    }
}
