using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>Who saw what of a person, for that person.</summary>
public sealed class SeenQueries(TimeBankDb db, DeploymentKeys keys)
{
    /// <summary>Who read the whole identity number, when and for what; the oldest first.</summary>
    public async Task<IReadOnlyList<IdNumberOpeningView>> OpeningsAsync(Guid callerId, CancellationToken ct)
    {
        var rows = await (from o in db.IdNumberOpenings
                          where o.PersonId == callerId
                          join opener in db.Persons on o.OpenedById equals opener.Id
                          orderby o.OpenedAt
                          select new { o.OpenedAt, opener.DetailsSealed, o.Purpose }).ToListAsync(ct);
        return [.. rows.Select(o => new IdNumberOpeningView(o.OpenedAt, NameIn(o.DetailsSealed), o.Purpose))];
    }

    /// <summary>Which staff saw phone and address, the first time on each day; the newest first.</summary>
    public async Task<IReadOnlyList<PersonLookView>> LooksAsync(Guid callerId, int size, CancellationToken ct)
    {
        var rows = await (from l in db.PersonLooks
                          where l.PersonId == callerId
                          join viewer in db.Persons on l.ViewerId equals viewer.Id
                          orderby l.Day descending
                          select new { l.SeenAt, viewer.DetailsSealed, l.Way }).Take(size).ToListAsync(ct);
        return [.. rows.Select(l => new PersonLookView(l.SeenAt, NameIn(l.DetailsSealed), l.Way))];
    }

    private string NameIn(byte[] details) => keys.Open<PersonDetails>(details).Name;
}
