using System.Text.Json;
using TimeBank.Events;
using TimeBank.Messages;
using TimeBank.Passbooks;
using TimeBank.Storage;
using TimeBank.Worker.Events;
using TimeBank.Worker.Messages;

namespace TimeBank.Worker.Passbooks;

/// <summary>Minutes reached a passbook, or a correction moved some: its holder hears of it.</summary>
public sealed class TellVolunteer(TimeBankDb db, TimeProvider clock) : IListener
{
    public const string Credited = "minutes.credited";
    public const string Corrected = "minutes.corrected";

    public string Name => "tell-volunteer";

    public bool Wants(string type) => type is PassbookEvents.Credited or PassbookEvents.Reversed;

    public async Task HearAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        var moved = events.ToDictionary(e => e.Id, e => e.Data.Deserialize<PassbookEvents.Moved>(WireJson.Options)!);
        var (ids, passbooks, causes) = (events.Select(e => e.Id).ToArray(), events.Select(e => e.Subject).ToArray(), events.Select(e => moved[e.Id].CauseId).ToArray());
        var known = (await db.RowsAsync<Known>(
            $"""
            select e.id, p.person_id as PersonId, r.order_id as OrderId, r.id as RecordId, c.id as CorrectionId
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
        var isCredit = e.Type == PassbookEvents.Credited;
        return new()
        {
            Id = Letters.NewId(e),
            PersonId = known.PersonId,
            Kind = isCredit && known.CorrectionId is null ? Credited : Corrected,
            OrderId = known.OrderId,
            Data = JsonSerializer.Serialize(new { minutes = isCredit ? minutes : -minutes, recordId = known.RecordId, correctionId = known.CorrectionId }, WireJson.Options),
            SentAt = now,
            EventId = e.Id,
        };
    }

    private sealed record Known(Guid Id, Guid PersonId, Guid? OrderId, Guid? RecordId, Guid? CorrectionId);
}
