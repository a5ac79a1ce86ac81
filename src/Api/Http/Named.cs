namespace TimeBank.Api.Http;

/// <summary>Members of enumerations as forms and addresses name them.</summary>
public static class Named
{
    /// <summary>By its name alone: neither numbers nor joined names. Null: no member has it.</summary>
    public static T? Member<T>(string? name) where T : struct, Enum => Enum.GetNames<T>().Contains(name) ? Enum.Parse<T>(name!) : null;

    /// <summary>Something is named that is no member; nothing at all is not named.</summary>
    public static bool IsUnknown<T>(string? name) where T : struct, Enum => !string.IsNullOrEmpty(name) && Member<T>(name) is null;
}
