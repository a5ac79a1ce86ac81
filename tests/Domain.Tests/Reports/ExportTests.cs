using System.Text;
using CsvHelper;
using ExcelDataReader;
using TimeBank.Orders;
using TimeBank.Reports;
using TimeBank.Sites;

namespace TimeBank.Domain.Tests.Reports;

/// <summary>What was read is what is in the file: cell by cell, read back by another program's eyes.</summary>
public sealed class ExportTests
{
    private static readonly LocalTime _local = new(TimeZoneInfo.FindSystemTimeZoneById(LocalTime.DefaultZone));

    static ExportTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_workbook_has_the_rows_as_numbers_and_says_what_they_mean(bool inChinese)
    {
        var sheets = Tables(inChinese).All;
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(XlsxExport.Write(sheets)));
        foreach (var sheet in sheets)
        {
            Assert.Equal(sheet.Name, reader.Name);
            Assert.True(reader.Read());
            Assert.Equal(sheet.Headers, Enumerable.Range(0, sheet.Headers.Count).Select(reader.GetString));
            foreach (var row in sheet.Rows)
            {
                Assert.True(reader.Read());
                Assert.Equal(row.Select(Expected), Enumerable.Range(0, row.Count).Select(i => reader.GetValue(i) is "" ? null : reader.GetValue(i)));
            }

            Assert.False(reader.Read());
            reader.NextResult();
        }
    }

    [Fact]
    public void A_csv_file_has_the_rows_as_the_page_shows_them()
    {
        var sheet = Tables().Sites;
        var file = CsvExport.Write(sheet);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), file[..3]);
        using var csv = CsvReader.Create(file);
        Assert.Equal(sheet.Headers, csv.Headers);
        var lines = new List<string[]>();
        while (csv.Read()) { lines.Add([.. Enumerable.Range(0, sheet.Headers.Count).Select(csv.GetString)]); }

        Assert.Equal(["420602", "襄城区 合计", "", "1240.3", "1192.3", "48.0", "96.1%"], lines[0][..7]);
        Assert.Equal(["420602", "襄城区 本级"], lines[1][..2]);
        Assert.Equal(["420602002", "'=HYPERLINK(\"坏\")", "1", "620.2"], lines[2][..4]);
        Assert.Equal(["420602001", "王府街道", "2", "620.1"], lines[3][..4]);
        Assert.Equal(["74417", "71540", "2877"], lines[0][^3..]);
        // No share where there is no denominator.
        Assert.Equal("", lines[1][sheet.Headers.ToList().IndexOf("满意率（%）")]);
    }

    [Fact]
    public void Definitions_stand_in_the_file_and_every_figure_has_one()
    {
        Assert.Equal(Enum.GetValues<Figure>(), FigureDefinitions.All.Select(d => d.Figure));
        var about = Tables().About;
        Assert.Contains(about.Rows, r => r[0].Text == "截至" && r[2].Text == "2026-11-26 16:00:00 (Asia/Shanghai)");
        Assert.Contains(about.Rows, r => r[0].Text == "范围" && r[2].Text == "2026-11-01 至 2026-11-26，含首尾两日");
        Assert.Contains(about.Rows, r => r[0].Text == "参与人次" && r[1].Text == "人次");
        Assert.Equal("襄城区-20261101-20261126", Tables().FileName);
    }

    [Fact]
    public void Sites_are_ranked_by_any_figure_equal_ones_share_a_rank_and_those_without_come_last()
    {
        var rows = Statistics.Children;
        Assert.Equal([1, 2], new SiteOrder(Figure.Hours, Ascending: false).Apply(rows).Select(r => new SiteOrder(Figure.Hours, false).RankOf(r, rows)!.Value));
        Assert.Equal([1, 1], rows.Select(r => new SiteOrder(Figure.Persons, false).RankOf(r, rows)!.Value));
        Assert.Equal(["王府街道", "=HYPERLINK(\"坏\")"], new SiteOrder(Figure.SatisfiedShare, false).Apply(rows).Select(r => r.Site.Name));
        Assert.Equal(["420602002", "420602001"], new SiteOrder(null, Ascending: false).Apply(rows).Select(r => r.Site.Code));
    }

    private static object? Expected(Cell cell) => cell.Kind switch
    {
        CellKind.Text => cell.Text is "" ? null : cell.Text,
        CellKind.Day => DateOnly.FromDayNumber((int)cell.Number!).ToDateTime(default),
        _ => cell.Number is { } number ? (double)number : null,
    };

    private static StatisticsTables Tables(bool inChinese = true) => new(Statistics, new(Figure.Hours, Ascending: false), _local, inChinese);

    private static SiteStatistics Statistics => new()
    {
        Site = A("420602", SiteLevel.Centre, "襄城区"),
        Path = [A("4206", SiteLevel.City, "襄阳市")],
        Below = new Dictionary<SiteLevel, int> { [SiteLevel.Office] = 2 },
        From = new(2026, 11, 1),
        Until = new(2026, 11, 26),
        AsOf = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero),
        Total = Of(71540, 2877, 1018, 1076),
        Own = Of(0, 0, 0, 0),
        Children = [new(A("420602001", SiteLevel.Office, "王府街道"), Of(37208, 0, 1018, 1076)), new(A("420602002", SiteLevel.Office, "=HYPERLINK(\"坏\")"), Of(34332, 2877, 0, 0))],
        Before = new(new(2026, 10, 1), new(2026, 10, 26), 60000, 0, 700, 900, 880, 700, 800),
        Steps = [new(new(2026, 11, 1), new(2026, 11, 1), 90, 25, 3, 5, 4, 2, 3), new(new(2026, 11, 2), new(2026, 11, 2), 0, 0, 0, 0, 0, 0, 0)],
        Months = [new(new(2026, 11, 1), new(2026, 11, 30), 90, 25, 3, 5, 4, 2, 3)],
        Weeks = [new(new(2026, 11, 23), new(2026, 11, 29), new(3, 41, 1500)), new(new(2026, 11, 16), new(2026, 11, 22), WaitFigure.None)],
    };

    private static StatisticsSite A(string code, SiteLevel level, string name) => new(Guid.CreateVersion7(), code, level, name, null);

    private static SiteFigures Of(long verified, long declared, long satisfied, long answers) => new()
    {
        VerifiedMinutes = verified,
        DeclaredMinutes = declared,
        Participations = 9310,
        Persons = 4127,
        PassbooksIssued = 12,
        PassbooksStanding = 30000,
        ActiveVolunteers = 9000,
        RegisteredVolunteers = 52300,
        Orders = Enum.GetValues<OrderState>().ToDictionary(s => s, s => (long)s),
        ClosedOrders = 7,
        OverdueOrders = 14,
        Dispatch = new(1206, 41, 320),
        Accept = WaitFigure.None,
        Finish = new(1, 60, 60),
        SatisfiedAnswers = satisfied,
        Answers = answers,
        NoAnswers = 2,
    };
}
