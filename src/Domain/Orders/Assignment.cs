using NpgsqlTypes;
using static TimeBank.Orders.AssignmentState;

namespace TimeBank.Orders;

public enum AssignmentState { Accepted, InService, Served, GivenBack, NoShow, Released, Unfinished, Void }

/// <summary>One volunteer's accepted place on an order (接单): two codes, one record, one credit.</summary>
public sealed class Assignment
{
    /// <summary>So many wrong tries lock a code; the dispatcher can then only vouch.</summary>
    public const int GreatestMisses = 5;

    /// <summary>Check-in opens this long before the planned time and closes as long after it (DESIGN §3).</summary>
    public static readonly TimeSpan CheckInWindow = TimeSpan.FromHours(2);

    public const int LeastLateMinutes = 5;

    /// <summary>Later than this is another appointment, not a late one.</summary>
    public const int GreatestLateMinutes = 120;

    public required Guid Id { get; init; }
    public required Guid OrderId { get; init; }
    public Guid? OfferId { get; init; }
    public required Guid PersonId { get; init; }
    public AssignmentState State { get; internal set; } = Accepted;
    public required NpgsqlRange<DateTime> Planned { get; init; }
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>What the volunteer said they would be late by, after the planned time; null: nothing said.</summary>
    public int? LateMinutes { get; internal set; }

    public DateTimeOffset? CheckedInAt { get; internal set; }
    public bool? CheckedInByCode { get; internal set; }
    public Guid? CheckedInById { get; internal set; }
    public DateTimeOffset? CheckedOutAt { get; internal set; }
    public bool? CheckedOutByCode { get; internal set; }
    public Guid? CheckedOutById { get; internal set; }
    public int StartMisses { get; internal set; }
    public int EndMisses { get; internal set; }
    public Guid? CalledBackById { get; internal set; }
    public DateTimeOffset? CalledBackAt { get; internal set; }

    /// <summary>What the served person said at the last call-back; null: not called.</summary>
    public bool? CallBackConfirmed { get; internal set; }

    public Guid? ApprovedById { get; internal set; }
    public DateTimeOffset? EndedAt { get; internal set; }

    public bool IsLive => State is Accepted or InService;
    public bool HoldsPlace => State is Accepted or InService or Served or Unfinished;
    public DateTimeOffset PlannedFrom => new(Planned.LowerBound, TimeSpan.Zero);
    /// <summary>The planned time, or the later one that the volunteer has announced.</summary>
    public DateTimeOffset ExpectedFrom => PlannedFrom.AddMinutes(LateMinutes ?? 0);

    public DateTimeOffset PlannedUntil => new(Planned.UpperBound, TimeSpan.Zero);

    /// <summary>A visit that began late may last as long as it was planned to.</summary>
    public DateTimeOffset ExpectedEnd =>
        CheckedInAt is { } from && from > PlannedFrom ? from + (PlannedUntil - PlannedFrom) : PlannedUntil;

    public static NpgsqlRange<DateTime> Span(DateTimeOffset from, DateTimeOffset until) =>
        new(from.UtcDateTime, true, until.UtcDateTime, false);

    internal void End(AssignmentState state, DateTimeOffset at)
    {
        State = state;
        EndedAt = at;
    }
}
