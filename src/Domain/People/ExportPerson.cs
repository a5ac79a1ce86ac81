using Microsoft.EntityFrameworkCore;
using TimeBank.Messages;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>All that these rooms hold of a person, for that person (RULES P6, T7).</summary>
/// <param name="Appointments">Also those that have ended.</param>
/// <param name="IdNumberOpenings">Who read the whole identity number, when and for what.</param>
/// <param name="Looks">Which staff saw phone and address, the first time on each day; the newest first.</param>
public sealed record OwnExport(
    DateTimeOffset ExportedAt, OwnView Person, IReadOnlyList<AppointmentView> Appointments, IReadOnlyList<IdNumberOpeningView> IdNumberOpenings, IReadOnlyList<PersonLookView> Looks,
    IReadOnlyList<MessageView> Messages, IReadOnlyList<FreeSpan> FreeHours);

public sealed class ExportPerson(TimeBankDb db, PersonQueries persons, SeenQueries seen, MessageQueries messages, SetFreeHours hours, TimeProvider clock)
{
    private const int MostMessages = 10_000;
    private const int MostLooks = 10_000;

    public async Task<Outcome<OwnExport>> ExportAsync(Guid callerId, CancellationToken ct)
    {
        if (!(await persons.MeAsync(callerId, ct)).IsDone(out var me, out var why)) { return why; }
        var appointments = await (from a in db.Appointments
                                  where a.PersonId == callerId
                                  join site in db.Sites on a.SiteId equals site.Id
                                  orderby a.FromAt
                                  select new AppointmentView(a.Id, a.PersonId, me.Name, a.SiteId, site.Name, a.Right, a.FromAt, a.UntilAt)).ToListAsync(ct);
        return new OwnExport(
            clock.GetUtcNow(), me, appointments,
            await seen.OpeningsAsync(callerId, ct),
            await seen.LooksAsync(callerId, MostLooks, ct),
            (await messages.OwnAsync(callerId, null, MostMessages, ct)).Items,
            await hours.OfAsync(callerId, ct));
    }
}
