using TimeBank.People;

namespace TimeBank.Worker;

internal static class AdministratorOptions
{
    /// <summary>Pairs of a name and a value in any order; a right may come more than once.</summary>
    /// <returns>Null when something is missing, said twice or not known.</returns>
    public static AdministratorToCreate? Parse(string[] options)
    {
        Dictionary<string, string> said = [];
        List<Right> rights = [];
        for (var i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length) { return null; }
            var (name, value) = (options[i], options[i + 1]);
            if (name == "--right" && Enum.TryParse<Right>(value, ignoreCase: true, out var right) && Enum.IsDefined(right)) { rights.Add(right); }
            else if (name is not ("--name" or "--phone" or "--site") || !said.TryAdd(name, value)) { return null; }
        }

        return said.Count == 3 ? new(said["--name"], said["--phone"], said["--site"], rights) : null;
    }
}
