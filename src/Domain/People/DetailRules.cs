namespace TimeBank.People;

/// <summary>What details must hold whoever writes them. They are stored sealed, so no constraint of a table can look.</summary>
public static class DetailRules
{
    public static Refusal? WrongWith(string name, DateOnly? birthDate, string? address, DateOnly today) =>
        WrongWith(name) is { } refusal ? refusal
        : birthDate is { } birth && (birth > today || birth.Year < 1800) ? PersonRefusals.BadBirthDate
        : address?.Length > 200 ? PersonRefusals.BadAddress
        : null;

    public static Refusal? WrongWith(string name) => PlainName.Is(name, 50) ? null : PersonRefusals.BadName;

    /// <summary>Nothing typed is nothing; anything else must be a phone.</summary>
    public static Outcome<string?> ReadPhone(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? new Outcome<string?>.Done(null)
        : Phone.Parse(typed) is { } digits ? digits
        : PersonRefusals.BadPhone;
}
