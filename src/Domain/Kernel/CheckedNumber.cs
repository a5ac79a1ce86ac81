namespace TimeBank;

/// <summary>Public numbers that people read out and type in: a prefix, eight digits, one check digit (Luhn), so that one wrong digit is noticed.</summary>
public static class CheckedNumber
{
    public static string From(char prefix, long serial)
    {
        var digits = serial.ToString("D8", System.Globalization.CultureInfo.InvariantCulture);
        return $"{prefix}{digits}{CheckDigit(digits)}";
    }

    public static bool IsValid(char prefix, string number) =>
        number.Length >= 10 && number[0] == prefix && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
        && CheckDigit(number.AsSpan(1, number.Length - 2)) == number[^1];

    private static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            var weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
