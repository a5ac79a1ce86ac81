using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TimeBank.Events;
using TimeBank.Messages;
using TimeBank.Orders;
using TimeBank.Storage;
using TimeBank.Worker.Events;
using TimeBank.Worker.Messages;

namespace TimeBank.Worker.Orders;

/// <summary>An order moved: whoever it concerns, and did not do it themselves, finds a message.</summary>
public sealed class TellPeople(TimeBankDb db, TimeProvider clock) : IListener
{
    private static readonly Dictionary<string, Type> _types =
        typeof(OrderEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().ToDictionary(a => (string)a.TypeDiscriminator!, a => a.DerivedType);

    public string Name => "tell-people";

    public bool Wants(string type) => _types.ContainsKey(type);

    public async Task HearAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        var ids = events.Select(e => e.Subject).Distinct().ToArray();
        var orders = await db.Orders.AsNoTracking().AsSplitQuery().Include(o => o.Assignments).Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
        var now = clock.GetUtcNow();
        await db.PostAsync([.. events.SelectMany(e => Write(e, orders[e.Subject], now))], ct);
    }

    private static IEnumerable<Message> Write(RecordedEvent told, Order order, DateTimeOffset now)
    {
        var happened = (OrderEvent)told.Data.Deserialize(_types[told.Type], WireJson.Options)!;
        return from letter in Whom.ToTell(happened, order).Distinct()
               let person = letter.PersonId ?? Guid.Empty
               where person != Guid.Empty && (person != happened.ActorId || letter.Kind == Whom.PleaseRate)
               select new Message
               {
                   Id = Letters.NewId(told, now),
                   PersonId = person,
                   Kind = letter.Kind,
                   OrderId = order.Id,
                   Data = Facts(told.Data, order),
                   SentAt = now,
                   EventId = told.Id,
               };
    }

    /// <summary>The event's own facts, without who did it, and the order's number.</summary>
    private static string Facts(JsonElement data, Order order)
    {
        var facts = JsonObject.Create(data)!;
        facts.Remove("type");
        facts.Remove("actorId");
        facts["number"] = order.Number;
        return facts.ToJsonString(WireJson.Options);
    }
}
