namespace TimeBank.Worker.Demonstration;

/// <summary>Chance that falls alike on every machine: the same seed, the same county.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A chance of its own for one thing, so that what is added beside it changes nothing.</summary>
    public static Chance For(string what) => new(what.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL));

    /// <returns>At least 0, less than <paramref name="end"/>.</returns>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <returns>Both ends included.</returns>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Percent(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>Mostly short, sometimes long: what waiting is like.</summary>
    public TimeSpan Wait(double meanMinutes) => TimeSpan.FromMinutes(-Math.Log(1 - Unit()) * meanMinutes);

    /// <exception cref="InvalidOperationException">Nothing has a weight.</exception>
    public T Weighted<T>(IReadOnlyList<T> list, Func<T, double> weight)
    {
        var left = Unit() * list.Sum(weight);
        foreach (var each in list)
        {
            left -= weight(each);
            if (left < 0) { return each; }
        }

        return list.Last(each => weight(each) > 0);
    }

    public List<T> Shuffled<T>(IEnumerable<T> list)
    {
        List<T> all = [.. list];
        for (var i = all.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (all[i], all[j]) = (all[j], all[i]);
        }

        return all;
    }

    private double Unit() => (Next() >> 11) / (double)(1UL << 53);

    /// <summary>SplitMix64.</summary>
    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
