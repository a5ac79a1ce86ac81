namespace TimeBank.Passbooks;

/// <summary>时间存折: one per volunteer, numbered with a check digit, issued by a site.</summary>
public sealed class Passbook
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid SiteId { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public Guid? IssuedById { get; init; }
}

public enum TimeAccountKind { Issuance, Available, Held, Fund }

/// <summary>A side of the ledger. Issuance alone has no balance: it is minus the sum of all others.</summary>
public sealed class TimeAccount
{
    /// <summary>The one account that minutes come from and go back to.</summary>
    public static readonly Guid IssuanceId = new("00000000-0000-7000-8000-000000000000");

    public required Guid Id { get; init; }
    public required TimeAccountKind Kind { get; init; }
    public Guid? PassbookId { get; init; }
    public Guid? SiteId { get; init; }

    /// <summary>Minutes, never below zero; null for issuance alone.</summary>
    public long? BalanceMinutes { get; init; }
}

public enum TransferReason { Credit, Excess, Hold, Take, Release, Fund, Gift, Return, Reversal }

/// <summary>One row, two sides, inserted once and never changed.</summary>
public sealed class TimeTransfer
{
    public ulong Xid { get; init; }
    public long Seq { get; init; }
    public required Guid DebitAccountId { get; init; }
    public required Guid CreditAccountId { get; init; }
    public required Minutes AmountMinutes { get; init; }
    public required TransferReason Reason { get; init; }

    /// <summary>The record or correction it comes from; once per reason.</summary>
    public required Guid CauseId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A record waiting for its transfer.</summary>
public sealed class CreditDue
{
    public required Guid CauseId { get; init; }
    public required Guid RecordId { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid SiteId { get; init; }
    public required DateOnly ServedOn { get; init; }
    public required Records.Standing Standing { get; init; }
    public required int Minutes { get; init; }
    public required int CreditMinutes { get; init; }
    public required long CapMinutes { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>False for a correction's difference: no further participation.</summary>
    public required bool Counted { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }
}
