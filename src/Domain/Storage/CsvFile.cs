using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using CsvHelper.Configuration;

namespace TimeBank.Storage;

/// <summary>One line of a file whose first line names the columns; values are trimmed.</summary>
/// <param name="Number">As an editor counts: the heading is line 1.</param>
public sealed record CsvLine(int Number, IReadOnlyDictionary<string, string> Values)
{
    public string this[string column] => Values[column];
}

/// <summary>Reads a whole file or refuses it, naming the line; a half-read file would be taken for a whole one.</summary>
public static class CsvFile
{
    private static readonly CsvConfiguration _configuration = new(CultureInfo.InvariantCulture)
    {
        TrimOptions = TrimOptions.Trim,
        DetectColumnCountChanges = true,
        PrepareHeaderForMatch = heading => heading.Header.Trim().ToLowerInvariant(),
    };

    /// <param name="columns">Those that must be there; others are read and left alone.</param>
    public static Outcome<CsvLine[]> Read(byte[] file, params IReadOnlyList<string> columns)
    {
        if (FirstBrokenLine(file) is { } broken) { return FileRefusals.NotUtf8.AtLine(broken); }

        using var reader = new StreamReader(new MemoryStream(file), Encoding.UTF8);
        using var csv = new CsvReader(reader, _configuration);
        try
        {
            var heading = csv.Read() && csv.ReadHeader() ? csv.HeaderRecord!.Select(h => h.ToLowerInvariant()).ToArray() : [];
            if (columns.Except(heading).FirstOrDefault() is { } missing) { return FileRefusals.MissingColumn.Saying(missing).AtLine(1); }

            var lines = new List<CsvLine>();
            while (csv.Read()) { lines.Add(new(csv.Parser.RawRow, columns.ToDictionary(c => c, c => csv.GetField(c) ?? ""))); }
            return lines.ToArray();
        }
        catch (CsvHelperException)
        {
            return FileRefusals.BrokenLine.AtLine(csv.Parser.RawRow);
        }
    }

    /// <summary>Text in GBK or cut in the middle of a character; a zero byte is no text either.</summary>
    private static int? FirstBrokenLine(byte[] file)
    {
        var number = 0;
        foreach (var range in file.AsSpan().Split((byte)'\n'))
        {
            number++;
            var line = file.AsSpan(range);
            if (!Utf8.IsValid(line) || line.Contains((byte)0)) { return number; }
        }

        return null;
    }
}
