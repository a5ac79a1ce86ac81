using System.Text.Json;
using TimeBank.Events;
using TimeBank.Messages;
using TimeBank.Passbooks;
using TimeBank.Storage;
using TimeBank.Worker.Events;
using TimeBank.Worker.Messages;

namespace TimeBank.Worker.Passbooks;

/// <summary>Minutes reached a passbook, a correction moved some, or an earlier one was made up for: its holder hears of it.</summary>
public sealed class TellVolunteer(TimeBankDb db, TimeProvider clock) : IListener
{
    public const string Credited = "minutes.credited";
    public const string Corrected = "minutes.corrected";
    public const string Repaid = "minutes.repaid";

    public string Name => "tell-volunteer";

    public bool Wants(string type) => type is PassbookEvents.Credited or PassbookEvents.Reversed;

    public async Task HearAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        var moved = events.ToDictionary(e => e.Id, e => e.Data.Deserialize<PassbookEvents.Moved>(WireJson.Options)!);
        var (ids, passbooks, causes) = (events.Select(e => e.Id).ToArray(), events.Select(e => e.Subject).ToArray(), events.Select(e => moved[e.Id].CauseId).ToArray());
        var known = (await db.RowsAsync<Known>(
            $"""
            select e.id, p.person_id as PersonId, r.order_id as OrderId, r.id as RecordId, coalesce(r.minutes, 0) as Minutes, c.id as CorrectionId
            from unnest({ids}, {passbooks}, {causes}) as e(id, passbook, cause)
                join passbooks p on p.id = e.passbook
                left join corrections c on c.id = e.cause
                left join service_records r on r.id = coalesce(c.new_record_id, e.cause)
            """,
            ct)).ToDictionary(k => k.Id);
        var now = clock.GetUtcNow();
        await db.PostAsync([.. from e in events where known.ContainsKey(e.Id) select Letter(e, moved[e.Id].Minutes, known[e.Id], now)], ct);
    }

    private static Message Letter(RecordedEvent e, int minutes, Known known, DateTimeOffset now)
    {
        var kind = known.CorrectionId is not null ? Corrected : e.Type == PassbookEvents.Credited ? Credited : Repaid;
        var change = e.Type == PassbookEvents.Credited ? minutes : -minutes;
        return new()
        {
            Id = Letters.NewId(e, now),
            PersonId = known.PersonId,
            Kind = kind,
            OrderId = known.OrderId,
            // Of a correction people want to know what the record says now.
            Data = JsonSerializer.Serialize(
                new { minutes = kind == Corrected ? known.Minutes : minutes, change, recordId = known.RecordId, correctionId = known.CorrectionId }, WireJson.Options),
            SentAt = now,
            EventId = e.Id,
        };
    }

    private sealed record Known(Guid Id, Guid PersonId, Guid? OrderId, Guid? RecordId, int Minutes, Guid? CorrectionId);
}
