using System.Text.Unicode;
using CsvHelper;

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
    private static readonly CsvReaderOptions _strict = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    /// <param name="columns">Those that must be there; others are read and left alone.</param>
    public static Outcome<CsvLine[]> Read(byte[] file, params IReadOnlyList<string> columns)
    {
        if (FirstBrokenLine(file) is { } broken) { return FileRefusals.NotUtf8.AtLine(broken); }
        using var csv = CsvReader.Create(file, _strict);
        try
        {
            var heading = csv.Headers.Select(h => h.Trim().ToLowerInvariant()).ToList();
            if (columns.Except(heading).FirstOrDefault() is { } missing) { return FileRefusals.MissingColumn.Saying(missing).AtLine(1); }

            var places = columns.Select(c => (Column: c, Index: heading.IndexOf(c))).ToArray();
            var lines = new List<CsvLine>();
            while (csv.Read()) { lines.Add(new((int)csv.LineNumber, places.ToDictionary(p => p.Column, p => csv.GetString(p.Index).Trim()))); }
            return lines.ToArray();
        }
        catch (CsvFormatException malformed)
        {
            return FileRefusals.BrokenLine.AtLine((int)malformed.LineNumber);
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
