using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using TimeBank.Events;
using TimeBank.Messages;
using TimeBank.Storage;

namespace TimeBank.Worker.Messages;

internal static class Letters
{
    /// <summary>Sorts messages as what they tell happened, also within one step: version 7 of the instant, with the event's own version where the random part begins.</summary>
    /// <param name="sentAt">No message sorts later than it was sent: transfers carry the database's own time, which is not always the host's.</param>
    public static Guid NewId(RecordedEvent told, DateTimeOffset sentAt)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(told.At < sentAt ? told.At : sentAt).TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (told.Version & 0x0fff)));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Writes 站内信 in one statement. The same event, person and kind again is passed over.</summary>
    /// <returns>How many were new.</returns>
    public static async Task<int> PostAsync(this TimeBankDb db, IReadOnlyList<Message> messages, CancellationToken ct)
    {
        if (messages.Count == 0) { return 0; }
        return await db.Database.ExecuteSqlAsync(
            $"""
            insert into messages (id, person_id, kind, order_id, data, sent_at, event_id)
            select id, person_id, kind, order_id, data::jsonb, sent_at, event_id
            from unnest({messages.Select(m => m.Id).ToArray()}, {messages.Select(m => m.PersonId).ToArray()}, {messages.Select(m => m.Kind).ToArray()},
                {messages.Select(m => m.OrderId).ToArray()}, {messages.Select(m => m.Data).ToArray()}, {messages.Select(m => m.SentAt).ToArray()},
                {messages.Select(m => m.EventId).ToArray()}) as m(id, person_id, kind, order_id, data, sent_at, event_id)
            on conflict on constraint messages_once do nothing
            """,
            ct);
    }
}
