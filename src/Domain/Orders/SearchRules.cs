namespace TimeBank.Orders;

/// <summary>When "nobody has been found" is said: before the wanted time, while there still is something to choose.</summary>
public static class SearchRules
{
    /// <summary>So long before the wanted time, or half of a shorter notice;</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromHours(2);

    /// <summary>but the station has had this long to look.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMinutes(15);

    public static DateTimeOffset SayNobodyAt(Order order)
    {
        var since = order.WantedSince ?? order.PlacedAt;
        var half = (order.WantedFrom - since) / 2;
        var due = order.WantedFrom - (half < Notice ? half : Notice);
        return due > since + Least ? due : since + Least;
    }

    /// <summary>By when somebody must have been asked to come: by the site's limit (RULES T9), and always before it is said that nobody has been found. Board, wall and resident read this;
    /// whether the limit was kept is counted by the limit alone.</summary>
    public static DateTimeOffset DispatchDueAt(Order order) => SayNobodyAt(order) is var said && said < order.DispatchDueAt ? said : order.DispatchDueAt;

    /// <summary>Halfway to the wanted time, or to its end once it has begun: then the resident can still do otherwise.</summary>
    public static DateTimeOffset AnswerAt(Order order, DateTimeOffset now) => now + (((now < order.WantedFrom ? order.WantedFrom : order.WantedUntil) - now) / 2);
}
