namespace TimeBank.Worker.Demonstration;

/// <summary>What a fate needs of the wish that it befalls.</summary>
internal sealed record WishKind
{
    /// <summary>Volunteers beyond the order's places: those who decline, give back or do not come.</summary>
    public int More { get; init; }

    /// <summary>Several places.</summary>
    public bool Together { get; init; }

    /// <summary>The station's own task.</summary>
    public bool Centre { get; init; }

    /// <summary>Through the station's telephone.</summary>
    public bool Called { get; init; }

    /// <summary>There is a sister station to which it can be forwarded.</summary>
    public bool HasSisters { get; init; }

    /// <summary>Null: either.</summary>
    public bool? IsUrgent { get; init; } = false;

    /// <summary>Between the first look of the station and the visit.</summary>
    public TimeSpan Notice { get; init; } = TimeSpan.FromMinutes(90);

    /// <summary>A scene names its place, its item and its people.</summary>
    public Place? At { get; init; }

    public string? ItemCode { get; init; }
    public Townsperson? Served { get; init; }

    public int Crew(Wish wish) => wish.Places + More;

    public bool IsFitting(Place at, County county) => !HasSisters || county.Sisters(at).Count > 0;

    public bool IsFitting(ItemScript item) => ItemCode is not null
        ? item.Code == ItemCode
        : item.Centre == Centre && (Centre || (item.Places > 1) == Together) && (IsUrgent is null || IsUrgent == item.Urgency is not null);
}
