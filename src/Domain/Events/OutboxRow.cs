namespace TimeBank.Events;

/// <summary>An event that consumers still have to hear, written in the transaction of what it tells.</summary>
public sealed class OutboxRow
{
    public ulong Xid { get; init; }
    public long Seq { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The wire name with its version, e.g. order.rated.v1.</summary>
    public required string Type { get; init; }

    public required Guid Subject { get; init; }

    /// <summary>The subject's version: consumers ignore older ones where only the newest counts.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset At { get; init; }
    public required string Data { get; init; }

    /// <summary>How often handling failed; parked rows wait for a person and do not stop the rest.</summary>
    public int Failures { get; set; }

    public DateTimeOffset? ParkedAt { get; set; }
    public string? Failure { get; set; }
}

public sealed class HandledEvent
{
    public required string Consumer { get; init; }
    public required Guid EventId { get; init; }
    public required DateTimeOffset HandledAt { get; init; }
}

/// <summary>What a background part last said of itself.</summary>
public sealed class Heartbeat
{
    public required string Name { get; init; }
    public required DateTimeOffset At { get; set; }
    public required bool Well { get; set; }
    public required string Detail { get; set; }
}
