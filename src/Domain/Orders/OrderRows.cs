namespace TimeBank.Orders;

public enum OrderTextKind { Need, Address, Reason, Closing, Words, Report, Complaint }

/// <summary>Free text about people: sealed, and the one place to erase. The newest version of Need and Address counts.</summary>
public sealed class OrderText
{
    public required Guid OrderId { get; init; }
    public required OrderTextKind Kind { get; init; }

    /// <summary>The order's version when it was written.</summary>
    public required int Version { get; init; }

    public required byte[] Sealed { get; init; }

    /// <summary>Of a complaint, and of the words with which it was closed.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>In characters. What is sealed no constraint of the table can measure.</summary>
    public static int GreatestLength(OrderTextKind kind) => kind switch
    {
        OrderTextKind.Address => 200,
        OrderTextKind.Reason or OrderTextKind.Closing => 500,
        _ => 1000,
    };

    /// <summary>Says which text it is and how long it may be; null: it is short enough.</summary>
    public static Refusal? WhyTooLong(OrderTextKind kind, string? text) => text?.Length > GreatestLength(kind) ? OrderRefusals.TooLong(kind, GreatestLength(kind)) : null;
}

/// <summary>One per order (评单).</summary>
public sealed class Rating
{
    public required Guid OrderId { get; init; }
    public required Answer Answer { get; init; }

    /// <summary>1 to 5; null where none were given.</summary>
    public int? Stars { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }
    public Guid? RatedById { get; init; }
    public required DateTimeOffset RatedAt { get; init; }
}

/// <summary>The pool shows this order no more to this person.</summary>
public sealed class PoolHide
{
    public required Guid OfferId { get; init; }
    public required Guid PersonId { get; init; }
}

/// <summary>One line of the history: ids, codes and instants, kept for ever.</summary>
public sealed class OrderEventRow
{
    public required Guid OrderId { get; init; }
    public required int Version { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset At { get; init; }
    public Guid? ActorId { get; init; }
    public required Guid CommandId { get; init; }
    public required string Data { get; init; }
}
