using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TimeBank.Administration;
using TimeBank.Storage;

namespace TimeBank.Messages;

public sealed record MessageView(Guid Id, string Kind, MessageText Text, Guid? OrderId, DateTimeOffset SentAt, DateTimeOffset? ReadAt);

/// <param name="IsTheirs">The reader ordered it, or it is for them.</param>
/// <param name="IsVisitor">The reader has or had a place on it.</param>
public sealed record MessageSubject(string Kind, Guid? OrderId, bool IsTheirs, bool IsVisitor);

/// <summary>A person's own messages; nobody reads another's.</summary>
public sealed class MessageQueries(TimeBankDb db, DeploymentKeys keys, LocalTime local)
{
    /// <summary>The newest first.</summary>
    /// <param name="before">The last id of the page before.</param>
    public async Task<Page<MessageView>> OwnAsync(Guid callerId, Guid? before, int size, CancellationToken ct)
    {
        var rows = await (from message in db.Messages
                          where message.PersonId == callerId && (before == null || message.Id.CompareTo(before.Value) < 0)
                          orderby message.Id descending
                          join order in db.Orders on message.OrderId equals order.Id into orders
                          from order in orders.DefaultIfEmpty()
                          join item in db.ServiceItems on order.ItemId equals item.Id into items
                          from item in items.DefaultIfEmpty()
                          select new Row(message.Id, message.Kind, message.Data, message.OrderId, message.SentAt, message.ReadAt,
                              order == null ? null : order.Number, order == null ? null : order.WantedFrom, item == null ? null : item.Name, item == null ? null : item.NameEn))
            .Take(size + 1).ToListAsync(ct);
        var names = await NamesAsync(rows, ct);
        return Page.Of(rows.ConvertAll(row => View(row, names)), size, m => m.Id.ToString());
    }

    public Task<int> UnreadAsync(Guid callerId, CancellationToken ct) => db.Messages.CountAsync(m => m.PersonId == callerId && m.ReadAt == null, ct);

    /// <summary>What a message of the caller's is about, and what the caller is to that order; null: not theirs.</summary>
    public Task<MessageSubject?> SubjectAsync(Guid callerId, Guid messageId, CancellationToken ct) =>
        (from message in db.Messages
         where message.Id == messageId && message.PersonId == callerId
         join order in db.Orders on message.OrderId equals order.Id into orders
         from order in orders.DefaultIfEmpty()
         select new MessageSubject(message.Kind, message.OrderId,
             order != null && (order.OrdererId == callerId || order.ServedId == callerId),
             db.Assignments.Any(a => a.OrderId == message.OrderId && a.PersonId == callerId))).SingleOrDefaultAsync(ct);

    /// <summary>Messages hold ids: whoever has left is nobody in them too.</summary>
    private async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyList<Row> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => ByOf(r.Facts)).OfType<Guid>().Distinct().ToArray();
        if (ids.Length == 0) { return new Dictionary<Guid, string>(); }
        var people = await db.Persons.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.DetailsSealed }).ToListAsync(ct);
        return people.Select(p => (p.Id, Name: keys.NameIn(p.DetailsSealed))).Where(p => p.Name is not null).ToDictionary(p => p.Id, p => p.Name!);
    }

    private static Guid? ByOf(JsonElement data) => data.TryGetProperty("byId", out var value) && value.TryGetGuid(out var id) ? id : null;

    private MessageView View(Row row, IReadOnlyDictionary<Guid, string> names)
    {
        var facts = new MessageFacts(row.Number, row.Item, row.ItemEn, Instant(row.Facts, "beginsAt") ?? row.From,
            Instant(row.Facts, "deadlineAt"), Whole(row.Facts, "change") ?? Whole(row.Facts, "minutes"),
            ByOf(row.Facts) is { } by ? names.GetValueOrDefault(by) : null);
        return new(row.Id, row.Kind, MessageTexts.For(row.Kind, facts, local), row.OrderId, row.SentAt, row.ReadAt);
    }

    private static DateTimeOffset? Instant(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.TryGetDateTimeOffset(out var instant) ? instant : null;

    private static int? Whole(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.TryGetInt32(out var count) ? count : null;

    private sealed record Row(
        Guid Id, string Kind, string Data, Guid? OrderId, DateTimeOffset SentAt, DateTimeOffset? ReadAt, long? Number, DateTimeOffset? From, string? Item, string? ItemEn)
    {
        public JsonElement Facts { get; } = JsonSerializer.Deserialize<JsonElement>(Data);
    }
}
