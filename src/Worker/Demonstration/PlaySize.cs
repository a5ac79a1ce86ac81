namespace TimeBank.Worker.Demonstration;

/// <summary>How long and how full a play is. The whole one is two months of a county with 300 people.</summary>
/// <param name="Orders">About so many.</param>
internal sealed record PlaySize(int Orders)
{
    public const int Whole = 2000;
    public const int Least = 60;

    public int Days => Math.Clamp(Orders / 32, 10, 61);

    public int People => Math.Clamp(Orders * 3 / 20, 80, 300);

    /// <summary>Of the script's stations, the first ones.</summary>
    public int Stations => Math.Clamp(People / 25, 3, 20);

    public List<Place> PlacesOf(CityScript script)
    {
        var stations = script.Places.Where(p => p.Weight > 0).Take(Stations).ToList();
        return [.. script.Places.Where(p => stations.Contains(p) || (p.Weight == 0 && stations.Exists(s => s.Code.StartsWith(p.Code, StringComparison.Ordinal))))];
    }

    /// <summary>When orders are placed, the earliest first.</summary>
    public List<DateTimeOffset> Slots(PlayDays days)
    {
        var chance = Chance.For("slots");
        var each = Enumerable.Range(PlayDays.FirstWithOrders, days.Count + 1 - PlayDays.FirstWithOrders).ToList();
        int[] hours = [2, 7, 11, 10, 6, 3, 3, 6, 8, 7, 5, 4, 3, 2];   // from seven to nine in the evening
        List<DateTimeOffset> slots = [];
        while (slots.Count < Orders)
        {
            var slot = days.At(chance.Weighted(each, days.Weight), chance.Weighted(Enumerable.Range(0, hours.Length).ToList(), h => hours[h]) + 7, chance.Below(60));
            if (slot < days.End) { slots.Add(slot); }
        }

        slots.Sort();
        return slots;
    }
}
