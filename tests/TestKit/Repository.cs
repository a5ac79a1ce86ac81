namespace TimeBank.TestKit;

/// <summary>Where the sources lie, whatever directory the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find(string directory) => File.Exists(Path.Combine(directory, "Volunteer.sln"))
        ? directory
        : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("Volunteer.sln is in no directory above the tests."));
}
