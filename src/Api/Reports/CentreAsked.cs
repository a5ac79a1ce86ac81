using TimeBank.Api.Http;
using TimeBank.Reports;

namespace TimeBank.Api.Reports;

/// <summary>What the address of a centre's page or file asks for: which days, and in which order the sites stand. An unknown name is not asked.</summary>
public sealed record CentreAsked(DayRange Range, SiteOrder Order)
{
    public const Figure DefaultFigure = Figure.Hours;

    private static readonly DateOnly _unreadable = new(1969, 12, 31);

    public static CentreAsked From(IQueryCollection query, DateOnly today)
    {
        RangeName? name = Enum.TryParse<RangeName>(query["range"], ignoreCase: true, out var known) && Enum.IsDefined(known) && known is not RangeName.Other ? known : null;
        var figure = Enum.TryParse<Figure>(query["sort"], ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : DefaultFigure;
        return new(DayRange.Asked(name, DayOf(query["from"]), DayOf(query["until"]), today), new(figure, query["dir"].ToString() switch { "up" => true, "down" => false, _ => IsBestLow(figure) }));
    }

    /// <summary>Short waits and few late orders come first, unless the reader turns it round; of all else, much does.</summary>
    public static bool IsBestLow(Figure figure) =>
        FigureDefinitions.Of(figure).Unit is FigureUnit.Minutes || figure is Figure.OverdueOrders or Figure.OverdueShare or Figure.NoAnswers;

    public CentreAsked For(RangeName name, DateOnly today) => this with { Range = DayRange.Of(name, today) };

    public CentreAsked RankedBy(Figure figure) => this with { Order = new(figure, figure == Order.By ? !Order.Ascending : IsBestLow(figure)) };

    /// <summary>The whole period before or after: a month after a month, else as many days.</summary>
    public CentreAsked Moved(int steps) => this with
    {
        Range = Range.Name switch
        {
            RangeName.Month => Months(new(Range.From.Year, Range.From.Month, 1), steps, 1),
            RangeName.Year => Months(new(Range.From.Year, 1, 1), 12 * steps, 12),
            RangeName.Week => new(Range.From.AddDays(7 * steps), Range.From.AddDays((7 * steps) + 6)),
            _ when IsWholeMonths(Range) is > 0 and var months => Months(Range.From, months * steps, months),
            _ => new(Range.From.AddDays(Range.Days * steps), Range.Until.AddDays(Range.Days * steps)),
        },
    };

    /// <summary>Of a site's page, or of one of its files.</summary>
    public string AddressOf(string siteCode, string file = "") => $"/centre/{Uri.EscapeDataString(siteCode)}{file}{Query}";

    private string Query
    {
        get
        {
            Dictionary<string, string?> parts = Range.Name is RangeName.Other
                ? new() { ["from"] = IsoDay.Of(Range.From), ["until"] = IsoDay.Of(Range.Until) }
                : new() { ["range"] = Range.Name.ToString().ToLowerInvariant() };
            if (Order.By is { } figure && (figure != DefaultFigure || Order.Ascending != IsBestLow(figure)))
            {
                parts["sort"] = figure.ToString();
                if (Order.Ascending != IsBestLow(figure)) { parts["dir"] = Order.Ascending ? "up" : "down"; }
            }

            return QueryString.Create(parts).ToString();
        }
    }

    private static DayRange Months(DateOnly first, int move, int length) => new(first.AddMonths(move), first.AddMonths(move + length).AddDays(-1));

    private static int IsWholeMonths(DayRange range) =>
        range.From.Day == 1 && range.Until.AddDays(1).Day == 1 ? ((range.Until.AddDays(1).Year - range.From.Year) * 12) + range.Until.AddDays(1).Month - range.From.Month : 0;

    /// <summary>A day that nobody can have meant stands for one that cannot be read: the range is then refused, and never becomes another one in silence.</summary>
    private static DateOnly? DayOf(string? typed) => string.IsNullOrEmpty(typed) ? null
        : IsoDay.Read(typed) is { Year: >= 1900 and <= 2999 } day ? day : _unreadable;
}
