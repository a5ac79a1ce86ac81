using System.Reflection;
using System.Text.Json.Serialization;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Administration;

/// <summary>What is given narrows; without an order, a person or a day it is the last thirty days.</summary>
/// <param name="PersonIds">Who ordered, is served or serves.</param>
/// <param name="ActorIds">Who took the step.</param>
/// <param name="Action">The wire name of a step: order.accepted.v1.</param>
/// <param name="From">A local day.</param>
/// <param name="Until">Inclusive.</param>
public sealed record HistorySearch(
    Guid SiteId, long? OrderNumber, IReadOnlyList<Guid> PersonIds, IReadOnlyList<Guid> ActorIds, string? Action, DateOnly? From, DateOnly? Until, string? Cursor, int Size);

/// <param name="Actor">Null: the platform itself, or somebody who has left.</param>
public sealed record HistoryStep(
    Guid OrderId, long OrderNumber, int Version, string Action, DateTimeOffset At, Guid? ActorId, string? Actor, Guid SiteId, string Site, string Item, string ItemEn);

/// <summary>The history of orders, step by step, of a site and all below it, the newest first: for those who may read its orders.</summary>
public sealed class HistoryQueries(TimeBankDb db, DeploymentKeys keys, LocalTime local, TimeProvider clock)
{
    private const int UsualDays = 30;

    /// <summary>Every step that can have happened, by its wire name.</summary>
    public static IReadOnlyList<string> Actions { get; } = [.. typeof(OrderEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(named => (string)named.TypeDiscriminator!)];

    public async Task<Outcome<Page<HistoryStep>>> SearchAsync(Guid callerId, HistorySearch asked, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await db.MayReadAsync(callerId, asked.SiteId, now, ct)) { return SiteRefusals.NotFound; }
        if (asked.Action is { } action && !Actions.Contains(action)) { return AdministrationRefusals.UnknownAction; }
        var isNarrow = asked.OrderNumber is not null || asked.PersonIds.Count > 0;
        if (!Reached.Read(asked.Cursor).IsDone(out var reached, out var why)) { return why; }
        if (!Span.Of(asked.From, asked.Until, local, isNarrow ? null : (local.DayOf(now), UsualDays)).IsDone(out var span, out why)) { return why; }
        var rows = await db.ComposedRowsAsync<Row>($"{Select}{OrdersAsked(asked)}{Rest}", ct,
            asked.SiteId, asked.OrderNumber, asked.PersonIds.ToArray(), asked.ActorIds.ToArray(), asked.Action, span.From, span.Until, reached.At, reached.Id, reached.Version, asked.Size + 1);
        return Page.Of([.. rows.Select(ToStep)], asked.Size, step => new Reached(step.At, step.OrderId, step.Version));
    }

    private const string Select =
        """
        select e.order_id as OrderId, o.number as OrderNumber, e.version, e.name as action, e.at, e.actor_id as ActorId, p.details_sealed as ActorSealed,
            s.id as SiteId, s.name as site, i.name as item, i.name_en as ItemEn
        from order_events e join orders o on o.id = e.order_id join sites s on s.id = o.site_id join service_items i on i.id = o.item_id left join persons p on p.id = e.actor_id
        where o.site_id in (select site_id from site_paths where ancestor_id = {0})
            and e.at >= {5} and e.at < {6} and (e.at, e.order_id, e.version) < ({7}, {8}, {9})
        """;

    private const string Rest = " order by e.at desc, e.order_id desc, e.version desc limit {10}";

    /// <summary>Only what is asked for stands in the query: each has its own index.</summary>
    private static string OrdersAsked(HistorySearch asked) => string.Concat(
        asked.OrderNumber is null ? "" : " and o.number = {1}",
        asked.PersonIds.Count == 0 ? "" :
            """
             and e.order_id in (select id from orders where orderer_id = any({2}) union select id from orders where served_id = any({2})
                union select order_id from assignments where person_id = any({2}))
            """,
        asked.ActorIds.Count == 0 ? "" : " and e.actor_id = any({3})",
        asked.Action is null ? "" : " and e.name = {4}");

    private HistoryStep ToStep(Row r) => new(r.OrderId, r.OrderNumber, r.Version, r.Action, r.At, r.ActorId, keys.NameIn(r.ActorSealed), r.SiteId, r.Site, r.Item, r.ItemEn);

    private sealed record Row(
        Guid OrderId, long OrderNumber, int Version, string Action, DateTimeOffset At, Guid? ActorId, byte[]? ActorSealed, Guid SiteId, string Site, string Item, string ItemEn);
}
