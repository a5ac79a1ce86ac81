using System.Globalization;

namespace TimeBank.Api.Orders;

/// <summary>A day and a time as they were chosen: what was written exactly counts before a chip.</summary>
public sealed record TypedWhen(bool AtOnce, DateOnly? Day, TimeOnly? Time)
{
    public const string AtOnceChip = "now";

    /// <summary>The usual beginnings of a visit; any other time can be written.</summary>
    public static readonly TimeOnly[] Chips = [new(8, 30), new(10, 0), new(14, 30), new(16, 0), new(18, 30)];

    public static TypedWhen From(IFormCollection form, DateOnly today)
    {
        var chip = form["day"].ToString();
        DateOnly? day = DateOnly.TryParseExact(form["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var written) ? written
            : int.TryParse(chip, NumberStyles.None, CultureInfo.InvariantCulture, out var ahead) && ahead <= 2 ? today.AddDays(ahead)
            : null;
        TimeOnly? time = Time24(form["clock"]) ?? Time24(form["time"]);
        return new(chip == AtOnceChip && written == default, day, time);
    }

    /// <summary>Neither day nor time was touched.</summary>
    public bool IsEmpty => this is { AtOnce: false, Day: null, Time: null };

    private static TimeOnly? Time24(string? text) => TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
