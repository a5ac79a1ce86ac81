using System.Globalization;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Administration;

/// <summary>Where a page of something that happened ended: its instant, and what tells it from others of the same instant.</summary>
internal sealed record Reached(DateTimeOffset At, Guid Id, int Version = 0)
{
    /// <summary>Before everything: what happened is listed from the newest.</summary>
    public static readonly Reached Nothing = new(new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero), Guid.AllBitsSet, int.MaxValue);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Id:N}-{Version}");

    public static Outcome<Reached> Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) { return Nothing; }
        return cursor.Split('-') is [var ticks, var id, var version]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < Nothing.At.UtcTicks
            && Guid.TryParseExact(id, "N", out var guid) && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Reached(new(at, TimeSpan.Zero), guid, number)
            : AdministrationRefusals.BadCursor;
    }
}

/// <summary>Local days, both inclusive, as instants from–until.</summary>
internal sealed record Span(DateTimeOffset From, DateTimeOffset Until)
{
    private const int GreatestDays = 366;
    private static readonly DateTimeOffset _first = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="usual">Where no first day is given, this many days before the last one, or before today; null: from the very first.</param>
    public static Outcome<Span> Of(DateOnly? from, DateOnly? until, LocalTime local, (DateOnly Today, int Days)? usual = null)
    {
        if (from is { Year: < 2000 or > 2100 } || until is { Year: < 2000 or > 2100 }) { return AdministrationRefusals.Year; }
        from ??= usual is { } last ? (until ?? last.Today).AddDays(-last.Days) : null;
        if (from is { } b && until is { } e && (e < b || e.DayNumber - b.DayNumber > GreatestDays)) { return AdministrationRefusals.Range; }
        return new Span(from is { } f ? local.At(f, TimeOnly.MinValue) : _first, until is { } u ? local.At(u.AddDays(1), TimeOnly.MinValue) : Reached.Nothing.At);
    }
}

internal static class Oversight
{
    private static readonly IReadOnlyList<Right> _overseers = [Right.Manager, Right.Supervisor, Right.Administrator];

    /// <summary>Null: the caller may look back at the site and all below it. A dispatcher moves orders and oversees nobody.</summary>
    public static async Task<Refusal?> WhyNotLookBackAsync(this TimeBankDb db, Guid callerId, Guid siteId, DateTimeOffset now, CancellationToken ct)
    {
        var rights = await db.RightsAtAsync(callerId, siteId, now, ct);
        return rights.Count == 0 ? SiteRefusals.NotFound : rights.Overlaps(_overseers) ? null : AdministrationRefusals.Forbidden;
    }
}
