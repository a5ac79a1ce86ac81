using System.Text.Json;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Administration;

/// <param name="SubjectId">The person, item, record or terms it was about.</param>
/// <param name="From">A local day; null: from the first act on.</param>
/// <param name="Until">Inclusive.</param>
public sealed record ActSearch(Guid SiteId, ActKind? Kind, IReadOnlyList<Guid> ActorIds, Guid? SubjectId, DateOnly? From, DateOnly? Until, string? Cursor, int Size);

/// <summary>One act, with the names that its reader may see.</summary>
/// <param name="Actor">Null: the command line, or somebody who has left.</param>
/// <param name="Subject">The person's, item's or site's name as it is now.</param>
/// <param name="Data">What else there is to know: ids, codes, numbers, instants.</param>
public sealed record ActLine(
    Guid Id, ActKind Kind, DateTimeOffset At, Guid? ActorId, string? Actor, Guid? SiteId, string? Site, Guid? SubjectId, string? Subject, string? SubjectEn, long? OrderNumber, JsonElement Data);

/// <summary>What was done in administration at a site and all below it, the newest first.</summary>
public sealed class ActQueries(TimeBankDb db, DeploymentKeys keys, LocalTime local, TimeProvider clock)
{
    /// <summary>Corrections are about minutes: an administrator who is nothing else does not see them.</summary>
    public async Task<Outcome<Page<ActLine>>> SearchAsync(Guid callerId, ActSearch asked, CancellationToken ct)
    {
        if (await db.WhyNotLookBackAsync(callerId, asked.SiteId, clock.GetUtcNow(), ct) is { } no) { return no; }
        if (!Reached.Read(asked.Cursor).IsDone(out var reached, out var why) || !Span.Of(asked.From, asked.Until, local).IsDone(out var span, out why)) { return why; }
        var (size, kind, actors) = (asked.Size + 1, asked.Kind?.ToString(), asked.ActorIds.ToArray());
        var seesMinutes = await db.MayReadAsync(callerId, asked.SiteId, clock.GetUtcNow(), ct);
        var rows = await db.RowsAsync<Row>(
            $"""
            with acts as (
                (select * from admin_acts a
                    where a.site_id in (select site_id from site_paths where ancestor_id = {asked.SiteId})
                        and (a.at, a.id) < ({reached.At}, {reached.Id}) and a.at >= {span.From} and a.at < {span.Until}
                        and ({kind}::text is null or a.kind = {kind}) and ({actors.Length == 0} or a.actor_id = any({actors}))
                        and ({asked.SubjectId}::uuid is null or a.subject_id = {asked.SubjectId}) and ({seesMinutes} or a.kind not like 'Correction%')
                    order by a.at desc, a.id desc limit {size})
                union all
                (select * from admin_acts a
                    where a.site_id is null
                        and (a.at, a.id) < ({reached.At}, {reached.Id}) and a.at >= {span.From} and a.at < {span.Until}
                        and ({kind}::text is null or a.kind = {kind}) and ({actors.Length == 0} or a.actor_id = any({actors}))
                        and ({asked.SubjectId}::uuid is null or a.subject_id = {asked.SubjectId})
                    order by a.at desc, a.id desc limit {size}))
            select a.id, a.kind, a.at, a.actor_id as ActorId, actor.details_sealed as ActorSealed, a.site_id as SiteId, s.name as site, a.subject_id as SubjectId,
                person.details_sealed as SubjectSealed, i.name as item, i.name_en as ItemEn, o.number as OrderNumber, a.data::text as data
            from acts a
                left join persons actor on actor.id = a.actor_id
                left join sites s on s.id = a.site_id
                left join persons person on person.id = a.subject_id
                left join service_items i on i.id = a.subject_id
                left join service_records r on r.id = a.subject_id
                left join orders o on o.id = r.order_id
            order by a.at desc, a.id desc limit {size}
            """, ct);
        return Page.Of([.. rows.Select(ToLine)], asked.Size, line => new Reached(line.At, line.Id));
    }

    private ActLine ToLine(Row r) => new(
        r.Id, Enum.Parse<ActKind>(r.Kind), r.At, r.ActorId, keys.NameIn(r.ActorSealed), r.SiteId, r.Site, r.SubjectId,
        keys.NameIn(r.SubjectSealed) ?? r.Item, r.ItemEn, r.OrderNumber, JsonDocument.Parse(r.Data).RootElement);

    private sealed record Row(
        Guid Id, string Kind, DateTimeOffset At, Guid? ActorId, byte[]? ActorSealed, Guid? SiteId, string? Site, Guid? SubjectId, byte[]? SubjectSealed, string? Item, string? ItemEn,
        long? OrderNumber, string Data);
}

internal static class Names
{
    /// <summary>Null where there is nobody, or nobody any more.</summary>
    public static string? NameIn(this DeploymentKeys keys, byte[]? details) => details is null || keys.Open<PersonDetails>(details).Name is not { Length: > 0 } name ? null : name;
}
