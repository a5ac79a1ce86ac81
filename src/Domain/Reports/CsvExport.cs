using System.Globalization;
using CsvHelper;

namespace TimeBank.Reports;

/// <summary>UTF-8 with a mark that spreadsheets know it by; text that a spreadsheet would run as a formula is made text. Numbers as the page shows them.</summary>
public static class CsvExport
{
    private static readonly CsvWriterOptions _options = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public static byte[] Write(ExportSheet sheet)
    {
        using MemoryStream file = new();
        using (var csv = CsvWriter.Create(file, _options, leaveOpen: true))
        {
            csv.WriteHeader([.. sheet.Headers]);
            foreach (var row in sheet.Rows)
            {
                foreach (var cell in row) { Write(csv, cell); }
                csv.EndRecord();
            }
        }

        return file.ToArray();
    }

    private static void Write(CsvWriter csv, Cell cell)
    {
        if (cell.Kind is CellKind.Text || cell.Number is not { } number) { csv.WriteField(cell.Text ?? ""); return; }
        switch (cell.Kind)
        {
            case CellKind.Day: csv.WriteField(DateOnly.FromDayNumber((int)number)); break;
            case CellKind.Hours: csv.WriteField(Math.Round(number, 1, MidpointRounding.AwayFromZero), "0.0"); break;
            case CellKind.Percent: csv.WriteField($"{(Math.Round(number * 100, 1, MidpointRounding.AwayFromZero)).ToString("0.0", CultureInfo.InvariantCulture)}%"); break;
            default: csv.WriteField((long)number); break;
        }
    }
}
