using System.Text.RegularExpressions;
using TimeBank.Storage;

namespace TimeBank.Sites;

/// <summary>An administrative division as its file tells it.</summary>
/// <param name="ParentCode">Null for a root.</param>
public sealed record Division(int Line, string Code, string? ParentCode, SiteLevel Level, string Name);

/// <summary>The divisions file: <c>code,parent_code,level,name</c>. Pure; the first line that is wrong is named.</summary>
public static partial class DivisionsFile
{
    private static readonly Dictionary<string, SiteLevel> _levels = new()
    {
        ["city"] = SiteLevel.City,
        ["county"] = SiteLevel.Centre,
        ["township"] = SiteLevel.Office,
        ["village"] = SiteLevel.Station,
    };

    public static Outcome<Division[]> Read(byte[] file) =>
        CsvFile.Read(file, "code", "parent_code", "level", "name").Then(ReadLines).Then(StandInATree);

    public static bool IsCode(string code) => Code().IsMatch(code);

    private static Outcome<Division[]> ReadLines(CsvLine[] lines)
    {
        var seen = new HashSet<string>();
        var divisions = new List<Division>(lines.Length);
        foreach (var line in lines)
        {
            if (WrongWith(line, seen) is { } refusal) { return refusal.AtLine(line.Number); }
            var parent = line["parent_code"];
            divisions.Add(new(line.Number, line["code"], parent.Length == 0 ? null : parent, _levels[line["level"]], line["name"]));
        }

        return divisions.ToArray();
    }

    private static Refusal? WrongWith(CsvLine line, HashSet<string> seen) =>
        !IsCode(line["code"]) ? SiteRefusals.BadCode.Saying(line["code"])
        : !PlainName.Is(line["name"], 100) ? SiteRefusals.BadName
        : !_levels.ContainsKey(line["level"]) ? SiteRefusals.BadLevel.Saying(line["level"])
        : !seen.Add(line["code"]) ? SiteRefusals.DuplicateCode.Saying(line["code"])
        : null;

    private static Outcome<Division[]> StandInATree(Division[] divisions)
    {
        var levels = divisions.ToDictionary(d => d.Code, d => d.Level);
        foreach (var division in divisions)
        {
            var refusal = division.ParentCode is not { } parent
                ? division.Level is SiteLevel.City or SiteLevel.Centre ? null : SiteRefusals.BadRoot
                : !levels.TryGetValue(parent, out var above) ? SiteRefusals.UnknownParent.Saying(parent)
                : above != division.Level - 1 ? SiteRefusals.WrongLevel
                : null;
            if (refusal is not null) { return refusal.AtLine(division.Line); }
        }

        return divisions;
    }

    [GeneratedRegex("^[0-9A-Za-z-]{1,30}$")]
    private static partial Regex Code();
}
