using System.Globalization;
using TimeBank.Api.Http;

namespace TimeBank.Api.Orders;

/// <summary>A day and a time as they were chosen: what was written exactly counts before a chip, unless it stood there when the page was drawn and a chip was tapped since.</summary>
public sealed record TypedWhen(bool AtOnce, DateOnly? Day, TimeOnly? Time)
{
    public const string AtOnceChip = "now";

    /// <summary>Beside a field that can be written in: what stood in it when the page was drawn.</summary>
    public const string Shown = "shown";

    /// <summary>The usual beginnings of a visit; any other time can be written.</summary>
    public static readonly TimeOnly[] Chips = [new(8, 30), new(10, 0), new(14, 30), new(16, 0), new(18, 30)];

    public static TypedWhen From(IFormCollection form, DateOnly today)
    {
        var atOnce = form["day"] == AtOnceChip;
        DateOnly? chip = int.TryParse(form["day"], NumberStyles.None, CultureInfo.InvariantCulture, out var ahead) && ahead <= 2 ? today.AddDays(ahead) : null;
        var time = Time24(form["time"]);
        // No instant of ours lies outside this century.
        DateOnly? written = IsoDay.Read(form["date"]) is { Year: >= 2000 and < 2100 } day ? day : null;
        var date = Written(written, IsoDay.Read(form[$"date-{Shown}"]), isTapped: atOnce || chip is not null);
        var clock = Written(Time24(form["clock"]), Time24(form[$"clock-{Shown}"]), isTapped: time is not null);
        return new(atOnce && date is null, date ?? chip, clock ?? time);
    }

    /// <summary>Neither day nor time was touched.</summary>
    public bool IsEmpty => this is { AtOnce: false, Day: null, Time: null };

    /// <summary>What was written, unless it stood there already and a chip was tapped.</summary>
    private static T? Written<T>(T? written, T? shown, bool isTapped) where T : struct => isTapped && Equals(written, shown) ? null : written;

    private static TimeOnly? Time24(string? text) => TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
