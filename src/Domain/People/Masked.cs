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

    /// <summary>王: a rare family name (𠮷) is two chars and one character.</summary>
    public static string FamilyName(string name) => StringInfo.GetNextTextElement(name);

    /// <summary>王老师: what a resident may know of who comes.</summary>
    public static string Familiar(string name) => $"{FamilyName(name)}老师";

    /// <summary>13812345678 is 138****5678.</summary>
    public static string? Phone(string? digits) => digits is { Length: >= 8 } ? $"{digits[..3]}****{digits[^4..]}" : null;
}
