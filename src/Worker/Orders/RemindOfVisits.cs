using System.Text.Json;
using TimeBank.Events;
using TimeBank.Messages;
using TimeBank.Storage;
using TimeBank.Worker.Messages;

namespace TimeBank.Worker.Orders;

/// <summary>Two hours before a visit: the volunteer is reminded, and the resident hears that the start code can be seen now. Once per assignment.</summary>
public sealed class RemindOfVisits(TimeBankDb db, TimeProvider clock)
{
    public const string Reminder = "visit.reminder";
    public const string StartCode = "visit.start_code";
    public static readonly TimeSpan Before = TimeSpan.FromHours(2);
    private const int AtMost = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // An order lasts at most a day, so the index on the end finds what begins soon.
        var soon = await db.RowsAsync<Visit>(
            $"""
            select a.id, a.order_id as OrderId, a.person_id as PersonId, o.number, o.orderer_id as OrdererId, o.served_id as ServedId, lower(a.planned) as BeginsAt
            from assignments a join orders o on o.id = a.order_id
            where a.state = 'Accepted' and upper(a.planned) > {now} and upper(a.planned) <= {now + Before + TimeSpan.FromDays(1)} and lower(a.planned) <= {now + Before}
                and not exists (select from messages m where m.event_id = a.id)
            order by upper(a.planned), a.id limit {AtMost}
            """,
            ct);
        await db.PostAsync([.. soon.SelectMany(v => Letters(v, now))], ct);
    }

    private static IEnumerable<Message> Letters(Visit visit, DateTimeOffset now) =>
        from letter in new Letter[] { new(Reminder, visit.PersonId), new(StartCode, visit.OrdererId), new(StartCode, visit.ServedId) }.Distinct()
        select new Message
        {
            Id = Guid.CreateVersion7(now),
            PersonId = letter.PersonId!.Value,
            Kind = letter.Kind,
            OrderId = visit.OrderId,
            Data = JsonSerializer.Serialize(new { number = visit.Number, assignmentId = visit.Id, beginsAt = visit.BeginsAt }, WireJson.Options),
            SentAt = now,
            EventId = visit.Id,
        };

    private sealed record Visit(Guid Id, Guid OrderId, Guid PersonId, long Number, Guid OrdererId, Guid ServedId, DateTimeOffset BeginsAt);
}
