using TimeBank.Storage;

namespace TimeBank.Administration;

/// <summary>What of a person was opened: phone and address in a search, on their own page or on an order's (with its photos), or the whole identity number.</summary>
public enum LookKind { Search, Person, Order, IdNumber }

/// <param name="PersonIds">Whose data.</param>
/// <param name="ViewerIds">Who opened them.</param>
/// <param name="From">A local day; null: from the first look on.</param>
/// <param name="Until">Inclusive.</param>
public sealed record LookSearch(
    Guid SiteId, LookKind? Kind, IReadOnlyList<Guid> PersonIds, IReadOnlyList<Guid> ViewerIds, DateOnly? From, DateOnly? Until, string? Cursor, int Size);

/// <param name="Person">Null: has left.</param>
/// <param name="Viewer">Null: has left.</param>
/// <param name="Purpose">Of an identity number: what it was needed for, in the opener's words.</param>
public sealed record LookLine(
    Guid Id, LookKind Kind, DateTimeOffset At, Guid PersonId, string? Person, Guid ViewerId, string? Viewer, Guid? OrderId, long? OrderNumber, string? Purpose, Guid SiteId, string Site);

/// <summary>Who opened whose personal data, of people whose home is a site or below it; the newest first.</summary>
public sealed class LookQueries(TimeBankDb db, DeploymentKeys keys, LocalTime local, TimeProvider clock)
{
    public async Task<Outcome<Page<LookLine>>> SearchAsync(Guid callerId, LookSearch asked, CancellationToken ct)
    {
        if (await db.WhyNotLookBackAsync(callerId, asked.SiteId, clock.GetUtcNow(), ct) is { } no) { return no; }
        if (!Reached.Read(asked.Cursor).IsDone(out var reached, out var why) || !Span.Of(asked.From, asked.Until, local).IsDone(out var span, out why)) { return why; }
        var way = asked.Kind is null ? "" : asked.Kind is LookKind.IdNumber ? " and false" : " and l.way = {8}";
        var sql = Sql(
            $"{way}{Who("l.person_id", "l.viewer_id", asked)}",
            $"{(asked.Kind is null or LookKind.IdNumber ? "" : " and false")}{Who("n.person_id", "n.opened_by_id", asked)}");
        var rows = await db.ComposedRowsAsync<Row>(sql, ct,
            asked.SiteId, span.From, span.Until, reached.At, reached.Id, asked.PersonIds.ToArray(), asked.ViewerIds.ToArray(), asked.Size + 1, asked.Kind?.ToString());
        return Page.Of([.. rows.Select(ToLine)], asked.Size, line => new Reached(line.At, line.Id));
    }

    private static string Who(string person, string viewer, LookSearch asked) =>
        (asked.PersonIds.Count == 0 ? "" : $" and {person} = any({{5}})") + (asked.ViewerIds.Count == 0 ? "" : $" and {viewer} = any({{6}})");

    private static string Sql(string looks, string openings) =>
        $$"""
        with looks as (
            (select l.id, l.way, l.seen_at as at, l.person_id, l.viewer_id, l.order_id, null as purpose, l.site_id
                from person_looks l
                where l.site_id in (select site_id from site_paths where ancestor_id = {0})
                    and l.seen_at >= {1} and l.seen_at < {2} and (l.seen_at, l.id) < ({3}, {4}){{looks}}
                order by l.seen_at desc, l.id desc limit {7})
            union all
            (select n.id, 'IdNumber', n.opened_at, n.person_id, n.opened_by_id, null, n.purpose, n.site_id
                from id_number_openings n
                where n.site_id in (select site_id from site_paths where ancestor_id = {0})
                    and n.opened_at >= {1} and n.opened_at < {2} and (n.opened_at, n.id) < ({3}, {4}){{openings}}
                order by n.opened_at desc, n.id desc limit {7}))
        select l.id, l.way as kind, l.at, l.person_id as PersonId, p.details_sealed as PersonSealed, l.viewer_id as ViewerId, v.details_sealed as ViewerSealed,
            l.order_id as OrderId, o.number as OrderNumber, l.purpose, l.site_id as SiteId, s.name as site
        from looks l join persons p on p.id = l.person_id join persons v on v.id = l.viewer_id join sites s on s.id = l.site_id left join orders o on o.id = l.order_id
        order by l.at desc, l.id desc limit {7}
        """;

    private LookLine ToLine(Row r) => new(
        r.Id, Enum.Parse<LookKind>(r.Kind), r.At, r.PersonId, keys.NameIn(r.PersonSealed), r.ViewerId, keys.NameIn(r.ViewerSealed), r.OrderId, r.OrderNumber, r.Purpose, r.SiteId, r.Site);

    private sealed record Row(
        Guid Id, string Kind, DateTimeOffset At, Guid PersonId, byte[] PersonSealed, Guid ViewerId, byte[] ViewerSealed, Guid? OrderId, long? OrderNumber, string? Purpose, Guid SiteId, string Site);
}
