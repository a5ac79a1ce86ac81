namespace TimeBank.People;

/// <summary>A Chinese phone number as its digits: what people type in many ways is stored and compared in one.</summary>
public static class Phone
{
    /// <summary>A mobile (11 digits from 13 to 19) or a landline with its area code (10 to 12 digits from 0). Null when it is neither; +86 and what people put between digits is dropped.</summary>
    public static string? Parse(string? text)
    {
        if (text is null || text.Length > 30) { return null; }
        var typed = text.Trim().TrimStart('+');
        if (!typed.All(c => char.IsAsciiDigit(c) || " -()（）".Contains(c, StringComparison.Ordinal))) { return null; }
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        if (digits.StartsWith("0086", StringComparison.Ordinal)) { digits = digits[4..]; }
        if (digits.Length > 11 && digits.StartsWith("86", StringComparison.Ordinal)) { digits = digits[2..]; }
        return IsMobile(digits) || IsLandline(digits) ? digits : null;
    }

    private static bool IsMobile(string digits) => digits.Length == 11 && digits[0] == '1' && digits[1] is >= '3' and <= '9';

    private static bool IsLandline(string digits) => digits.Length is >= 10 and <= 12 && digits[0] == '0' && digits[1] != '0';
}
