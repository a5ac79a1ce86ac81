namespace TimeBank.Worker.Demonstration;

/// <summary>What is on the boards at the moment when somebody first looks at them.</summary>
internal static class Scene
{
    public static Tale Last(County county, PlayDays days)
    {
        var (resident, at) = (county.Cast("resident"), county.PlaceOf(county.Script.Station));
        Teller teller = new(county, days);
        var chance = Chance.For("last");
        var (wish, _) = teller.Think(days.End, new() { At = at, Served = resident, ItemCode = "errand-shopping" }, chance)!.Value;
        return new("last", wish, county);
    }
}
