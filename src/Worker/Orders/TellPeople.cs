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
        var dispatchers = await DispatchersAsync([.. orders.Values.Where(o => o.DispatchedById is null && o.NobodyFoundFor is not null).Select(o => o.SiteId).Distinct()], now, ct);
        await db.PostAsync([.. events.SelectMany(e => Write(e, orders[e.Subject], dispatchers, now))], ct);
    }

    /// <summary>Where nobody has dispatched yet: those who could, at the site itself or the nearest above that has any.</summary>
    private async Task<ILookup<Guid, Guid>> DispatchersAsync(Guid[] sites, DateTimeOffset now, CancellationToken ct) =>
        (sites.Length == 0 ? [] : await db.RowsAsync<SiteDispatcher>(
            $"""
            with near as (
                select p.site_id, p.depth, a.person_id from site_paths p join appointments a on a.site_id = p.ancestor_id
                where p.site_id = any({sites}) and a."right" in ('Dispatcher', 'Manager') and a.from_at <= {now} and (a.until_at is null or a.until_at > {now}))
            select distinct n.site_id as SiteId, n.person_id as PersonId from near n where n.depth = (select min(m.depth) from near m where m.site_id = n.site_id)
            """, ct)).ToLookup(d => d.SiteId, d => d.PersonId);

    private static IEnumerable<Message> Write(RecordedEvent told, Order order, ILookup<Guid, Guid> dispatchers, DateTimeOffset now)
    {
        var happened = (OrderEvent)told.Data.Deserialize(_types[told.Type], WireJson.Options)!;
        return from letter in Whom.ToTell(happened, order).SelectMany(l => l is { Kind: Whom.FindSomebody, PersonId: null } ? dispatchers[order.SiteId].Select(d => new Letter(l.Kind, d)) : [l]).Distinct()
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

    private sealed record SiteDispatcher(Guid SiteId, Guid PersonId);

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
