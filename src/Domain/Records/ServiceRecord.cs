using NpgsqlTypes;
using TimeBank.Orders;

namespace TimeBank.Records;

/// <summary>The legal record of service (MCA order 67, art. 7): never spent, never lowered by spending; corrected by a new record that takes its place.</summary>
public sealed class ServiceRecord
{
    public required Guid Id { get; init; }
    public required Guid AssignmentId { get; init; }
    public required Guid OrderId { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid PassbookId { get; init; }
    public required Guid ItemId { get; init; }

    /// <summary>活动名称 and 服务内容 as the menu said on that day.</summary>
    public required string Activity { get; init; }

    public required string Content { get; init; }

    /// <summary>活动组织单位, and the place.</summary>
    public required Guid SiteId { get; init; }

    /// <summary>活动负责人: who dispatched it.</summary>
    public Guid? InChargeId { get; init; }

    public required Guid ServedId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset EndedAt { get; init; }
    public required DateOnly ServedOn { get; init; }
    public required VisitOutcome Outcome { get; init; }

    /// <summary>服务时间: time actually given.</summary>
    public required int Minutes { get; init; }

    /// <summary>What the policy makes of it for the passbook, before caps.</summary>
    public required int CreditMinutes { get; init; }

    public required Guid PolicyId { get; init; }
    public required Standing FirstStanding { get; init; }
    public required Standing Standing { get; set; }
    public Guid? ApprovedById { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? CorrectsId { get; init; }
    public bool Superseded { get; set; }

    /// <summary>Minutes count once two people of different interest, or one and an approver, stand behind them.</summary>
    public bool Counts => Standing is Standing.Verified || ApprovedById is not null;

    /// <summary>The record that takes this one's place: same visit, same start, other minutes.</summary>
    public ServiceRecord CorrectedBy(Guid id, DateTimeOffset endedAt, int minutes, Minutes credit, Guid approverId, DateTimeOffset now) => new()
    {
        Id = id,
        AssignmentId = AssignmentId,
        OrderId = OrderId,
        PersonId = PersonId,
        PassbookId = PassbookId,
        ItemId = ItemId,
        Activity = Activity,
        Content = Content,
        SiteId = SiteId,
        InChargeId = InChargeId,
        ServedId = ServedId,
        StartedAt = StartedAt,
        EndedAt = endedAt,
        ServedOn = ServedOn,
        Outcome = Outcome,
        Minutes = minutes,
        CreditMinutes = credit.Count,
        PolicyId = PolicyId,
        FirstStanding = FirstStanding,
        Standing = Standing,
        ApprovedById = approverId,
        ApprovedAt = now,
        RecordedAt = now,
        CorrectsId = Id,
    };
}

/// <summary>The time a record covers. A volunteer's live intervals never overlap: a constraint of the table.</summary>
public sealed class ServiceInterval
{
    public required Guid RecordId { get; init; }
    public required Guid PersonId { get; init; }
    public required NpgsqlRange<DateTime> During { get; init; }
    public required bool Live { get; set; }
}

public sealed class WitnessRow
{
    public required Guid Id { get; init; }
    public required Guid AssignmentId { get; init; }
    public required WitnessSide Side { get; init; }
    public required WitnessHow How { get; init; }
    public required Guid PersonId { get; init; }
    public Guid? LoginId { get; init; }
    public required DateTimeOffset StoodAt { get; init; }
}

public enum CorrectionReason { WrongTimes, NobodyCame, NotVolunteering, Duplicate, Other }

/// <summary>A change of minutes after they were recorded: two people, one reason.</summary>
public sealed class Correction
{
    public required Guid Id { get; init; }
    public required Guid RecordId { get; init; }
    public Guid? NewRecordId { get; set; }
    public required int Minutes { get; init; }
    public required CorrectionReason Reason { get; init; }
    public required Guid ProposedById { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public Guid? ApprovedById { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>Taken back by whoever proposed it, or refused by another manager.</summary>
    public Guid? EndedById { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
