using System.Globalization;

namespace TimeBank.People;

/// <summary>Enough to recognise somebody one knows, too little to learn who a stranger is.</summary>
public static class Masked
{
    /// <summary>王小明 is 王**.</summary>
    public static string Name(string name)
    {
        var letters = name.EnumerateRunes().ToArray();
        return letters.Length < 2 ? name : letters[0] + new string('*', letters.Length - 1);
    }

    /// <summary>Family names of two characters, save those whose first is as common by itself (单于, 第五).</summary>
    private static readonly string[] _double =
    [
        "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "司空", "夏侯", "轩辕", "端木", "呼延", "南宫",
        "东郭", "西门", "独孤", "申屠", "太史", "公羊", "澹台", "濮阳", "淳于", "赫连", "钟离", "鲜于", "闾丘", "亓官", "万俟", "拓跋", "完颜", "纳兰",
    ];

    /// <summary>王, and 欧阳 where a given name follows: a rare family name (𠮷) is two chars and one character.</summary>
    public static string FamilyName(string name) => name.Length > 2 && Array.Find(_double, family => name.StartsWith(family, StringComparison.Ordinal)) is { } family ? family : StringInfo.GetNextTextElement(name);

    /// <summary>王老师: what a resident may know of who comes.</summary>
    public static string Familiar(string name) => $"{FamilyName(name)}老师";

    /// <summary>13812345678 is 138****5678.</summary>
    public static string? Phone(string? digits) => digits is { Length: >= 8 } ? $"{digits[..3]}****{digits[^4..]}" : null;
}
