using static TimeBank.RefusalKind;

namespace TimeBank.Storage;

/// <summary>What can be wrong with a file of lines before anybody looks at what the lines say.</summary>
public static class FileRefusals
{
    public static readonly Refusal NotUtf8 = new("file.not_utf8", Invalid, "This is not UTF-8 text. Save the file as \"CSV UTF-8\" and try again.", "不是 UTF-8 文本，请把文件另存为“CSV UTF-8”后再试。");
    public static readonly Refusal MissingColumn = new("file.missing_column", Invalid, "A column is missing from the heading.", "表头缺少一列。");
    public static readonly Refusal BrokenLine = new("file.broken_line", Invalid, "The line does not have as many values as the heading, or a quotation mark is missing.", "这一行的列数与表头不符，或缺少引号。");

    /// <summary>The same "no", saying where: for people in words, for programs as the fact <c>line</c> (the first line is 1).</summary>
    public static Refusal AtLine(this Refusal refusal, int line) =>
        (refusal with { English = $"Line {line}: {refusal.English}", Chinese = $"第 {line} 行：{refusal.Chinese}" }).With("line", line);

    /// <summary>The same "no", quoting what stands there.</summary>
    public static Refusal Saying(this Refusal refusal, string what) =>
        (refusal with { English = $"{refusal.English} ({what})", Chinese = $"{refusal.Chinese}（{what}）" }).With("value", what);
}
