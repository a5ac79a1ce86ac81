using System.Globalization;
using System.Text.RegularExpressions;
using TimeBank.Storage;

namespace TimeBank.Menu;

/// <param name="OfferedBy">Codes of the sites at and below which it can be ordered.</param>
public sealed record MenuLine(
    int Line, string Code, ServiceField Field, string Name, string NameEn, string Description, string DescriptionEn,
    MayServe MayServe, int UsualMinutes, int GreatestMinutes, string? Qualification, IReadOnlyList<string> OfferedBy);

/// <summary>The menu file. Pure; the first line that is wrong is named. <c>offered_by</c> holds site codes, several with spaces between them.</summary>
public static partial class MenuFile
{
    private static readonly Dictionary<string, ServiceField> _fields = Enum.GetValues<ServiceField>().ToDictionary(f => f.ToString().ToLowerInvariant());
    private static readonly Dictionary<string, MayServe> _mayServe = Enum.GetValues<MayServe>().ToDictionary(m => m.ToString().ToLowerInvariant());

    private static readonly string[] _words = ["name", "name_en", "description", "description_en"];

    public static Outcome<MenuLine[]> Read(byte[] file) => CsvFile.Read(
        file, "code", "field", "name", "name_en", "description", "description_en", "may_serve", "usual_minutes", "greatest_minutes", "qualification", "offered_by")
        .Then(ReadLines);

    private static Outcome<MenuLine[]> ReadLines(CsvLine[] lines)
    {
        var (seen, names) = (new HashSet<string>(), new HashSet<string>());
        var items = new List<MenuLine>(lines.Length);
        foreach (var line in lines)
        {
            if (WrongWith(line, seen, names) is { } refusal) { return refusal.AtLine(line.Number); }
            items.Add(new(
                line.Number, line["code"], _fields[line["field"]], line["name"], line["name_en"], line["description"], line["description_en"],
                _mayServe[line["may_serve"]], Minutes(line["usual_minutes"]), Minutes(line["greatest_minutes"]),
                line["qualification"].Length == 0 ? null : line["qualification"],
                line["offered_by"].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        return items.ToArray();
    }

    private static Refusal? WrongWith(CsvLine line, HashSet<string> seen, HashSet<string> names) =>
        !Code().IsMatch(line["code"]) ? MenuRefusals.BadCode.Saying(line["code"])
        : !seen.Add(line["code"]) ? MenuRefusals.DuplicateCode.Saying(line["code"])
        : !_fields.ContainsKey(line["field"]) ? MenuRefusals.BadField.Saying(line["field"])
        : _words.Any(c => line[c].Length == 0) ? MenuRefusals.BadWords
        : !names.Add(line["name"]) ? MenuRefusals.DuplicateName.Saying(line["name"])
        : !_mayServe.TryGetValue(line["may_serve"], out var mayServe) ? MenuRefusals.BadMayServe.Saying(line["may_serve"])
        : ItemRules.WrongWith(new(line["name"], line["name_en"], line["description"], line["description_en"], mayServe,
            Minutes(line["usual_minutes"]), Minutes(line["greatest_minutes"]), line["qualification"]));

    /// <summary>0, which no line may say, for what is no whole number.</summary>
    private static int Minutes(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    [GeneratedRegex("^[a-z0-9-]{2,60}$")]
    private static partial Regex Code();
}
