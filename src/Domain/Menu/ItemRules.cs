namespace TimeBank.Menu;

/// <summary>What a service says of itself, whoever writes it.</summary>
public sealed record ItemFacts(
    string Name, string NameEn, string Description, string DescriptionEn, MayServe MayServe, int UsualMinutes, int GreatestMinutes, string? Qualification)
{
    /// <summary>Trimmed; where nobody wrote English the Chinese stands, and an empty qualification is none.</summary>
    public ItemFacts Tidied() => this with
    {
        Name = Name.Trim(),
        NameEn = string.IsNullOrWhiteSpace(NameEn) ? Name.Trim() : NameEn.Trim(),
        Description = Description.Trim(),
        DescriptionEn = string.IsNullOrWhiteSpace(DescriptionEn) ? Description.Trim() : DescriptionEn.Trim(),
        Qualification = string.IsNullOrWhiteSpace(Qualification) ? null : Qualification.Trim(),
    };
}

/// <summary>The same bounds for the menu file, for administrators, and for good in the table.</summary>
public static class ItemRules
{
    public static Refusal? WrongWith(ItemFacts facts) =>
        !PlainName.Is(facts.Name, 60) || !PlainName.Is(facts.NameEn, 120) || facts.Description.Length == 0 ? MenuRefusals.BadWords
        : (facts.MayServe is MayServe.Qualified) != !string.IsNullOrEmpty(facts.Qualification) || (facts.Qualification is { Length: > 0 } needed && !PlainName.Is(needed, 60)) ? MenuRefusals.BadQualification
        : facts.UsualMinutes is < 1 or > 1440 || facts.GreatestMinutes > 1440 || facts.GreatestMinutes < facts.UsualMinutes ? MenuRefusals.BadMinutes
        : null;

    /// <summary>The site's code and a number: nobody has to invent one.</summary>
    public static string CodeOf(string siteCode, int serial) => $"{siteCode.ToLowerInvariant()}-{serial}";
}
