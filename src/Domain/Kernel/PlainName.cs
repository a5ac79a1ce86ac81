using System.Globalization;
using System.Text;

namespace TimeBank;

/// <summary>What people, places and services are called. Letters of every script, points and apostrophes are welcome; what nobody sees is not: with it one name reads like another, or backwards, or like nothing.</summary>
public static class PlainName
{
    /// <param name="most">Characters, without the spaces around.</param>
    public static bool Is(string name, int most) => name.Trim() is { Length: > 0 } said && said.Length <= most && said.EnumerateRunes().All(IsSeen);

    /// <summary>Letters and marks that draw nothing: fillers, the empty Braille pattern, the joiner of graphemes, selectors of variants.</summary>
    private static bool IsBlank(int point) => point is 0x034F or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Neither control nor format (turned direction, zero width, byte order), nor half a character.</summary>
    private static bool IsSeen(Rune rune) =>
        rune != Rune.ReplacementChar && !IsBlank(rune.Value) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
