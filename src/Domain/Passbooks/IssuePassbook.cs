using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TimeBank.Events;
using TimeBank.People;
using TimeBank.Reports;
using TimeBank.Storage;

namespace TimeBank.Passbooks;

/// <summary>A passbook of the volunteer's home site with its two empty accounts, inside the transaction that makes the volunteer.</summary>
public sealed class IssuePassbook(TimeBankDb db, DayRolls rolls)
{
    /// <param name="issuedById">The member of staff; null when the volunteer joined alone.</param>
    public async Task<Passbook> IssueAsync(Person person, Guid? issuedById, DateTimeOffset now, CancellationToken ct)
    {
        var serial = await db.Database.SqlQuery<long>($"""select nextval('passbook_numbers') as "Value" """).SingleAsync(ct);
        Passbook passbook = new()
        {
            Id = Guid.CreateVersion7(now),
            Number = CheckedNumber.From('P', serial),
            PersonId = person.Id,
            SiteId = person.HomeSiteId,
            IssuedAt = now,
            IssuedById = issuedById,
        };
        var opened = JsonSerializer.Serialize(new PassbookEvents.Opened(person.Id, person.HomeSiteId), WireJson.Options);
        db.Passbooks.Add(passbook);
        db.TimeAccounts.AddRange(Empty(TimeAccountKind.Available, passbook, now), Empty(TimeAccountKind.Held, passbook, now));
        db.Outbox.Add(new() { Id = Guid.CreateVersion7(now), Type = PassbookEvents.Issued, Subject = passbook.Id, Version = 1, At = now, Data = opened });
        rolls.CountVolunteers(now, (person.HomeSiteId, DayCounts.Passbooks, 1), (person.HomeSiteId, DayCounts.Volunteers, 1));
        return passbook;
    }

    private static TimeAccount Empty(TimeAccountKind kind, Passbook passbook, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Kind = kind, PassbookId = passbook.Id, BalanceMinutes = 0 };
}
