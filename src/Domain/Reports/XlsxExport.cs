using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace TimeBank.Reports;

/// <summary>A workbook with real numbers and days, each shown as the page shows it; text is text and never a formula.</summary>
public static class XlsxExport
{
    private const uint HeaderStyle = 5;

    /// <summary>Day 0 of a workbook.</summary>
    private static readonly DateOnly _dayZero = new(1899, 12, 30);

    public static byte[] Write(IReadOnlyList<ExportSheet> sheets)
    {
        using MemoryStream file = new();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            Sheets list = new();
            foreach (var (sheet, index) in sheets.Select((s, i) => (s, i)))
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = Worksheet(sheet);
                list.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)(index + 1), Name = sheet.Name });
            }

            book.Workbook = new Workbook(list);
        }

        return file.ToArray();
    }

    private static Worksheet Worksheet(ExportSheet sheet)
    {
        var headRow = new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 };
        Columns columns = new();
        foreach (var (header, index) in sheet.Headers.Select((h, i) => (h, i)))
        {
            var widest = sheet.Rows.Select(r => WidthOf(r[index].Text ?? "")).Append(WidthOf(header)).Max();
            columns.Append(new Column { Min = (uint)(index + 1), Max = (uint)(index + 1), Width = Math.Clamp(widest + 2, 10, 90), CustomWidth = true });
        }

        SheetData data = new(RowOf(1, sheet.Headers.Select(h => Text(h, HeaderStyle))));
        foreach (var (row, index) in sheet.Rows.Select((r, i) => (r, i))) { data.Append(RowOf(index + 2, row.Select(CellOf))); }
        return new Worksheet(new SheetViews(headRow), columns, data);
    }

    private static Row RowOf(int number, IEnumerable<DocumentFormat.OpenXml.Spreadsheet.Cell> cells)
    {
        Row row = new() { RowIndex = (uint)number };
        foreach (var (cell, index) in cells.Select((c, i) => (c, i)))
        {
            cell.CellReference = $"{ColumnName(index)}{number}";
            row.Append(cell);
        }

        return row;
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Cell CellOf(Cell cell)
    {
        if (cell.Kind is CellKind.Text) { return Text(cell.Text ?? "", 0); }
        if (cell.Number is not { } number) { return new() { StyleIndex = (uint)cell.Kind }; }
        var value = cell.Kind is CellKind.Day ? number - _dayZero.DayNumber : number;
        return new() { CellValue = new(((double)value).ToString("R", CultureInfo.InvariantCulture)), DataType = CellValues.Number, StyleIndex = (uint)cell.Kind };
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Text(string text, uint style) => new()
    {
        DataType = CellValues.InlineString,
        StyleIndex = style,
        InlineString = new(new DocumentFormat.OpenXml.Spreadsheet.Text(string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)))) { Space = SpaceProcessingModeValues.Preserve }),
    };

    /// <summary>One style per <see cref="CellKind"/>, in its order, then one more for headers.</summary>
    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "#,##0.0" }, new NumberingFormat { NumberFormatId = 165, FormatCode = "0.0%" }, new NumberingFormat { NumberFormatId = 166, FormatCode = "yyyy-mm-dd" }) { Count = 3 },
        new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(Format(0), Format(3), Format(164), Format(165), Format(166), new CellFormat { FontId = 1, ApplyFont = true }) { Count = 6 });

    private static CellFormat Format(uint number) => new() { NumberFormatId = number, ApplyNumberFormat = true };

    /// <summary>In digits: a Chinese character is as wide as two.</summary>
    private static double WidthOf(string text) => text.Sum(c => c > 0x2E7F ? 2.0 : 1.0);

    private static string ColumnName(int index) => index < 26 ? $"{(char)('A' + index)}" : ColumnName((index / 26) - 1) + (char)('A' + (index % 26));
}
