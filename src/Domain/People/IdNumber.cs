using System.Globalization;

namespace TimeBank.People;

/// <summary>The 18-character identity number of GB 11643-1999 (RULES T4): 6 area, 8 birth date, 3 sequence (odd male), 1 check character.</summary>
public sealed record IdNumber
{
    private const string CheckCharacters = "10X98765432";
    private static readonly int[] _weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private IdNumber(string value, DateOnly birthDate) => (Value, BirthDate) = (value, birthDate);

    public string Value { get; }
    public DateOnly BirthDate { get; }
    public Sex Sex => (Value[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>First four and last four characters: enough to recognise one's own, too little to know another's.</summary>
    public string Mask => $"{Value[..4]}**********{Value[^4..]}";

    /// <summary>Null when it is not a valid number: length, digits, a birth date that exists and is not after <paramref name="today"/>, check character.</summary>
    public static IdNumber? Parse(string? text, DateOnly today)
    {
        var value = text?.Trim().ToUpperInvariant() ?? "";
        if (value.Length != 18 || value.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') >= 0) { return null; }
        if (!DateOnly.TryParseExact(value.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth)) { return null; }
        var sum = _weights.Select((weight, i) => weight * (value[i] - '0')).Sum();
        return birth <= today && value[17] == CheckCharacters[sum % 11] ? new(value, birth) : null;
    }

    public override string ToString() => Mask;
}
