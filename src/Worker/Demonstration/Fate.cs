namespace TimeBank.Worker.Demonstration;

/// <summary>What becomes of an order. Every kind occurs in every play.</summary>
internal enum Fate
{
    Rated, Unrated, Raced, Recalled, Urgent, Together, Centre, Called, Pool, AllDecline, Lapse, GiveBack, WithdrawnEarly, WithdrawnLate, Rejected, Forwarded, Returned, NoShow, NoShowContested, NotHome,
    MissedCheckOut, DisputedAsRecorded, DisputedNone, DisputedOther, Unsolved, Partly, Reopened, Changed, Declared, WrongCode, Vouched, Late, Reported, Corrected, CorrectionRefused,
}

internal static class FateShares
{
    /// <summary>Of a thousand orders.</summary>
    private static readonly Dictionary<Fate, int> _shares = new()
    {
        [Fate.Rated] = 410,
        [Fate.Unrated] = 105,
        [Fate.Raced] = 55,
        [Fate.Recalled] = 6,
        [Fate.Urgent] = 25,
        [Fate.Together] = 35,
        [Fate.Centre] = 20,
        [Fate.Called] = 65,
        [Fate.Pool] = 55,
        [Fate.AllDecline] = 25,
        [Fate.Lapse] = 20,
        [Fate.GiveBack] = 22,
        [Fate.WithdrawnEarly] = 22,
        [Fate.WithdrawnLate] = 18,
        [Fate.Rejected] = 14,
        [Fate.Forwarded] = 12,
        [Fate.Returned] = 4,
        [Fate.NoShow] = 9,
        [Fate.NoShowContested] = 3,
        [Fate.NotHome] = 7,
        [Fate.MissedCheckOut] = 9,
        [Fate.DisputedAsRecorded] = 4,
        [Fate.DisputedNone] = 2,
        [Fate.DisputedOther] = 3,
        [Fate.Unsolved] = 13,
        [Fate.Partly] = 24,
        [Fate.Reopened] = 8,
        [Fate.Changed] = 14,
        [Fate.Declared] = 10,
        [Fate.WrongCode] = 8,
        [Fate.Vouched] = 14,
        [Fate.Late] = 16,
        [Fate.Reported] = 3,
        [Fate.Corrected] = 5,
        [Fate.CorrectionRefused] = 2,
    };

    /// <summary>One fate for each slot; of each kind one at least is among the first <paramref name="early"/> slots, where there is time for all of it.</summary>
    public static IReadOnlyList<Fate> Deal(int count, int early, Chance chance)
    {
        List<Fate> once = [.. Enum.GetValues<Fate>().Take(early)];
        List<Fate> rest = [.. _shares.SelectMany(s => Enumerable.Repeat(s.Key, Math.Max(0, (int)Math.Round(s.Value * count / 1000.0) - 1)))];
        while (once.Count + rest.Count < count) { rest.Add(Fate.Rated); }
        var shuffled = chance.Shuffled(rest).Take(count - once.Count).ToList();
        var first = chance.Shuffled([.. once, .. shuffled.Take(early - once.Count)]);
        return [.. first, .. shuffled.Skip(early - once.Count)];
    }
}
