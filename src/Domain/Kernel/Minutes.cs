namespace TimeBank;

/// <summary>Whole minutes: the only unit of time given that is stored. Hours exist on screens alone.</summary>
public readonly record struct Minutes : IComparable<Minutes>
{
    /// <param name="count">Whole minutes, 0 or more. A single record's upper bound is its service item's.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public Minutes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
    }

    public int Count { get; }

    public static Minutes Zero => default;

    /// <summary>The whole minutes that have passed; a begun minute does not count. Zero if <paramref name="until"/> is not after <paramref name="from"/>.</summary>
    public static Minutes Between(DateTimeOffset from, DateTimeOffset until) =>
        new((int)Math.Max(0, Math.Floor((until - from).TotalMinutes)));

    public TimeSpan ToTimeSpan() => TimeSpan.FromMinutes(Count);

    public int CompareTo(Minutes other) => Count.CompareTo(other.Count);

    public static bool operator <(Minutes left, Minutes right) => left.Count < right.Count;
    public static bool operator >(Minutes left, Minutes right) => left.Count > right.Count;
    public static bool operator <=(Minutes left, Minutes right) => left.Count <= right.Count;
    public static bool operator >=(Minutes left, Minutes right) => left.Count >= right.Count;

    public override string ToString() => $"{Count} min";
}
