using TimeBank.Orders;

namespace TimeBank.Api.Orders;

/// <summary>What somebody has answered so far, one question a screen. It travels sealed in a cookie of the device: nothing of it in an address, back and reload lose nothing,
/// and whoever signs in next on the same tablet cannot open it.</summary>
/// <param name="PersonId">Whose draft it is.</param>
public sealed record OrderDraft(Guid PersonId)
{
    public Guid? ItemId { get; init; }

    /// <summary>Told in their own words: the need comes first, and the item is the one for everything else.</summary>
    public bool InOwnWords { get; init; }

    public Urgency? Urgency { get; init; }

    /// <summary>Null until it was asked; the person themselves, or a relative.</summary>
    public Guid? ServedId { get; init; }

    /// <summary>As soon as possible, instead of a day and a time.</summary>
    public bool AtOnce { get; init; }

    public DateOnly? Day { get; init; }
    public TimeOnly? Time { get; init; }

    /// <summary>Null until it was asked; a menu item needs no words.</summary>
    public string? Need { get; init; }

    public string? Address { get; init; }

    /// <summary>Who is wished for again, from an order of before.</summary>
    public Guid? WishedId { get; init; }

    /// <summary>When it begins, if that has been said.</summary>
    public DateTimeOffset? From(LocalTime local, DateTimeOffset now) => AtOnce ? now : Day is { } day && Time is { } time ? local.At(day, time) : null;
}
