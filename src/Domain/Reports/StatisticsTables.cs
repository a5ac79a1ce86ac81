using System.Globalization;

namespace TimeBank.Reports;

/// <summary>Exactly what a centre's page shows, as tables for files: the same rows, order, names, units and meanings.</summary>
public sealed class StatisticsTables(SiteStatistics statistics, SiteOrder order, LocalTime local, bool inChinese)
{
    public IReadOnlyList<ExportSheet> All => [Sites, Steps, Weeks, Months, About];

    /// <summary>The site itself, its own part, and each site below it; hours once more as whole minutes, which add up without rounding.</summary>
    public ExportSheet Sites => new(
        Say("各站点", "Sites"),
        [
            Say("编码", "Code"), Say("站点", "Site"), Say("名次", "Rank"),
            .. FigureDefinitions.All.Select(NameOf), Minutes("服务时长", "Service time"), Minutes("信用时", "Verified time"), Minutes("荣誉时", "Declared time"),
        ],
        [
            SiteCells(statistics.Site.Code, $"{statistics.Site.Name} {Say("合计", "in all")}", null, statistics.Total),
            .. statistics.Children.Count == 0 ? [] : new[] { SiteCells(statistics.Site.Code, $"{statistics.Site.Name} {Say("本级", "itself")}", null, statistics.Own) },
            .. order.Apply(statistics.Children).Select(row => SiteCells(row.Site.Code, row.Site.Name, order.RankOf(row, statistics.Children), row.Figures)),
        ]);

    /// <summary>Days, or months of a long range.</summary>
    public ExportSheet Steps => StepSheet(statistics.Steps.All(s => s.From == s.Until) ? Say("逐日", "By day") : Say("逐月", "By month"), statistics.Steps);

    public ExportSheet Months => StepSheet(Say("近十二个月", "Last 12 months"), statistics.Months);

    public ExportSheet Weeks => new(
        Say("近十二周派单", "Dispatch by week"),
        [Say("从", "From"), Say("至", "Until"), NameOf(Figure.DispatchedOrders), NameOf(Figure.DispatchMedian), NameOf(Figure.DispatchNinetieth)],
        [.. statistics.Weeks.Select(w => (IReadOnlyList<Cell>)
            [Cell.Of(w.From), Cell.Of(w.Until), Cell.Whole(w.Dispatch.Orders), Cell.Whole(w.Dispatch.MedianMinutes), Cell.Whole(w.Dispatch.NinetiethMinutes)])]);

    /// <summary>说明: of what, from when to when, made when, in which unit, meaning what.</summary>
    public ExportSheet About => new(
        Say("说明", "About"),
        [Say("项目", "Item"), Say("单位", "Unit"), Say("说明", "Meaning")],
        [
            Line(Say("站点", "Site"), "", $"{string.Join(" / ", statistics.Path.Append(statistics.Site).Select(s => s.Name))} ({statistics.Site.Code})"),
            Line(Say("范围", "Range"), "", Say($"{statistics.From:yyyy-MM-dd} 至 {statistics.Until:yyyy-MM-dd}，含首尾两日", $"{statistics.From:yyyy-MM-dd} to {statistics.Until:yyyy-MM-dd}, both included")),
            Line(Say("截至", "As of"), "", $"{local.DayOf(statistics.AsOf).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {local.TimeOf(statistics.AsOf).ToString("HH:mm:ss", CultureInfo.InvariantCulture)} ({local.Zone.Id})"),
            Line(Say("加总", "Sums"), "", Say("合计 = 本级 + 各站点；人数、比率、用时除外。", "In all = itself + sites, except for persons, shares and times.")),
            .. FigureDefinitions.All.Select(d => Line(inChinese ? d.Chinese : d.English, inChinese ? d.ChineseUnit : d.EnglishUnit, inChinese ? d.ChineseMeaning : d.EnglishMeaning)),
        ]);

    /// <summary>襄城区-20261101-20261126: safe in every file system.</summary>
    public string FileName => $"{string.Concat(statistics.Site.Name.Where(char.IsLetterOrDigit))}-{statistics.From:yyyyMMdd}-{statistics.Until:yyyyMMdd}";

    private ExportSheet StepSheet(string name, IReadOnlyList<FigureStep> steps) => new(
        name,
        [
            Say("从", "From"), Say("至", "Until"), NameOf(Figure.Hours), NameOf(Figure.VerifiedHours), NameOf(Figure.DeclaredHours), NameOf(Figure.Participations),
            NameOf(Figure.PlacedOrders), NameOf(Figure.ClosedOrders), NameOf(Figure.SatisfiedAnswers), NameOf(Figure.Answers), NameOf(Figure.SatisfiedShare), Minutes("服务时长", "Service time"),
        ],
        [.. steps.Select(s => (IReadOnlyList<Cell>)
            [
                Cell.Of(s.From), Cell.Of(s.Until), HoursOf(s.Minutes), HoursOf(s.VerifiedMinutes), HoursOf(s.DeclaredMinutes), Cell.Whole(s.Participations),
                Cell.Whole(s.PlacedOrders), Cell.Whole(s.ClosedOrders), Cell.Whole(s.SatisfiedAnswers), Cell.Whole(s.Answers),
                new(CellKind.Percent, null, s.Answers == 0 ? null : (decimal)s.SatisfiedAnswers / s.Answers), Cell.Whole(s.Minutes),
            ])]);

    private static IReadOnlyList<Cell> SiteCells(string code, string name, int? rank, SiteFigures figures) =>
    [
        Cell.Of(code), Cell.Of(name), Cell.Whole(rank), .. FigureDefinitions.All.Select(d => Cell.Of(d.Unit, d.Value(figures))),
        Cell.Whole(figures.Minutes), Cell.Whole(figures.VerifiedMinutes), Cell.Whole(figures.DeclaredMinutes),
    ];

    private static Cell HoursOf(long minutes) => Cell.Of(FigureUnit.Hours, minutes / 60m);

    private static IReadOnlyList<Cell> Line(string item, string unit, string meaning) => [Cell.Of(item), Cell.Of(unit), Cell.Of(meaning)];

    private string NameOf(Figure figure) => NameOf(FigureDefinitions.Of(figure));

    private string NameOf(FigureDefinition figure) => inChinese ? $"{figure.Chinese}（{figure.ChineseUnit}）" : $"{figure.English} ({figure.EnglishUnit})";

    private string Minutes(string zh, string en) => Say($"{zh}（分钟）", $"{en} (min)");

    private string Say(string zh, string en) => inChinese ? zh : en;
}
