namespace TimeBank.Orders;

public enum CaseKind { MissedCheckOut, NoShowContested, DeclaredMinutes, Dispute, Complaint }

public enum CaseState { Open, Proposed, Closed }

/// <summary>Something a person must settle (待处理). Where minutes change, one person proposes and another approves.</summary>
public sealed class Case
{
    public required Guid Id { get; init; }
    public required Guid OrderId { get; init; }
    public Guid? AssignmentId { get; init; }
    public required CaseKind Kind { get; init; }
    public CaseState State { get; private set; } = CaseState.Open;
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who reported the other side of the visit; null for every case that opened by itself.</summary>
    public Guid? ReporterId { get; init; }

    /// <summary>What the first person decided, until the second has agreed.</summary>
    public IReadOnlyList<Verdict>? Proposal { get; private set; }

    public Guid? ProposedById { get; private set; }
    public DateTimeOffset? ProposedAt { get; private set; }
    public Guid? ClosedById { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    internal void Propose(IReadOnlyList<Verdict> verdicts, Guid by, DateTimeOffset at) =>
        (State, Proposal, ProposedById, ProposedAt) = (CaseState.Proposed, verdicts, by, at);

    internal void Close(Guid? by, DateTimeOffset at) => (State, ClosedById, ClosedAt) = (CaseState.Closed, by, at);
}

/// <summary>What is to count of one assignment. <see cref="Minutes"/> null: as recorded; 0 with no interval: none.</summary>
/// <param name="From">UTC; set together with <paramref name="Until"/> when somebody says from when to when it really was.</param>
public sealed record Verdict(Guid AssignmentId, int? Minutes, DateTimeOffset? From = null, DateTimeOffset? Until = null);
