using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TimeBank.Policies;
using TimeBank.Storage;

namespace TimeBank.Orders;

/// <summary>Reads what the rules may know, in one query, after the order is locked.</summary>
public sealed class OrderFactsQueries(TimeBankDb db, DeploymentKeys keys, LocalTime local, TimeProvider clock)
{
    private static readonly JsonSerializerOptions _columns = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <param name="callerId">Null: the worker.</param>
    /// <param name="command">Null when only the relation and the allowed moves are wanted.</param>
    public async Task<OrderFacts> ForAsync(Order order, Guid? callerId, OrderCommand? command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var candidates = Candidates(order, callerId, command);
        var volunteers = order.Assignments.Select(a => a.PersonId).Distinct().ToArray();
        Guid[] others = volunteers.Length == 0 ? [] : [.. Involved(order, callerId, command).OfType<Guid>().Distinct()];
        var visitor = command is CheckInVisit ? order.AssignmentOf(command.SubjectId)?.PersonId : null;
        var target = (command as ForwardOrder)?.SiteId;
        var row = await db.RowAsync<Row>(
            $"""
            select rights, within_reach as WithinReach, greatest_minutes as GreatestMinutes, policy, fitness, kin, introducers, serves_elsewhere as ServesElsewhere, target_is_near as TargetIsNear
            from order_facts({order.Id}, {callerId}::uuid, {now}, {local.DayOf(now)}, {candidates}::uuid[], {volunteers}::uuid[], {others}::uuid[], {visitor}::uuid, {target}::uuid)
            """, ct);
        return new()
        {
            Now = now,
            CallerId = callerId,
            Relation = RelationOf(order, callerId, row),
            Policy = JsonSerializer.Deserialize<Policy>(row.Policy, _columns)!,
            GreatestMinutes = new Minutes(row.GreatestMinutes),
            Fitness = JsonSerializer.Deserialize<FitnessRow[]>(row.Fitness, _columns)!.ToDictionary(f => f.PersonId, f => Enum.Parse<Fitness>(f.Answer)),
            Kin = JsonSerializer.Deserialize<Guid[][]>(row.Kin)!.Select(pair => (pair[0], pair[1])).ToHashSet(),
            Codes = order.AssignmentOf(command?.SubjectId) is { } visit ? VisitCodes.For(visit.Id, keys.CodeKey) : null,
            Introducers = row.Introducers.ToHashSet(),
            ServesElsewhere = row.ServesElsewhere,
            TargetIsNear = row.TargetIsNear,
        };
    }

    private static Guid[] Candidates(Order order, Guid? callerId, OrderCommand? command) => command switch
    {
        DispatchOrder c => [.. c.PersonIds.Distinct()],
        AcceptOffer c when callerId is { } caller => [order.Offers.FirstOrDefault(o => o.Id == c.OfferId)?.PersonId ?? caller],
        _ => [],
    };

    /// <summary>Everybody who could stand behind a visit or has a say in it. Taking a place asks for nobody's witness: with twenty places that would be many
    /// pairs, while the order is locked and two thousand wait.</summary>
    private static Guid?[] Involved(Order order, Guid? callerId, OrderCommand? command) => command is AcceptOffer ? [] :
    [
        callerId, order.OrdererId, order.ServedId,
        .. order.Offers.Select(o => (Guid?)o.MadeById),
        .. order.Assignments.SelectMany(a => new[] { a.PersonId, a.CheckedInById, a.CheckedOutById, a.CalledBackById }),
    ];

    private static Relation RelationOf(Order order, Guid? callerId, Row row)
    {
        if (callerId is not { } caller) { return Relation.Worker; }
        var relation = Relation.None;
        if (caller == order.OrdererId || caller == order.ServedId) { relation |= Relation.Orderer; }
        if (order.Offers.Any(o => o.PersonId == caller)) { relation |= Relation.Offered; }
        if (row.WithinReach) { relation |= Relation.Offered; }
        if (order.Assignments.Any(a => a.PersonId == caller)) { relation |= Relation.Assigned; }
        if (row.Rights.Contains(nameof(People.Right.Dispatcher))) { relation |= Relation.Dispatcher; }
        if (row.Rights.Contains(nameof(People.Right.Manager))) { relation |= Relation.Dispatcher | Relation.Manager; }
        if (row.Rights.Contains(nameof(People.Right.Supervisor))) { relation |= Relation.Supervisor; }
        return relation;
    }

    private sealed record Row(string[] Rights, bool WithinReach, int GreatestMinutes, string Policy, string Fitness, string Kin, Guid[] Introducers, bool ServesElsewhere, bool TargetIsNear);

    private sealed record FitnessRow(Guid PersonId, string Answer);
}
