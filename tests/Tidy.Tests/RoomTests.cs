using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TimeBank.Tidy.Tests;

/// <summary>The walls between the rooms: what may be used where, and how things are called.</summary>
public sealed class RoomTests
{
    private static readonly string[] _unclear = ["Manager", "Helper", "Service", "Utils", "Util", "Base"];

    /// <summary>Rules stay pure: neither mapping nor database.</summary>
    private static readonly string[] _pure = ["Lifecycle", "Rules", "Steps", "Refusals", "Commands", "Events", "Views", "Witnesses", "CreditRule", "Codes"];

    [Fact]
    public void Rules_know_no_database() => Assert.Empty(
        from file in Sources.CSharpUnder("src/Domain")
        where !file.StartsWith("src/Domain/Storage/", StringComparison.Ordinal)
        where file.StartsWith("src/Domain/Kernel/", StringComparison.Ordinal) || _pure.Any(kind => Path.GetFileNameWithoutExtension(file).EndsWith(kind, StringComparison.Ordinal))
        from line in Sources.LinesOf(file)
        where Uses(line, "Microsoft.EntityFrameworkCore", "Npgsql", "TimeBank.Storage")
        select $"{file}: {line}");

    [Fact]
    public void Quartz_lives_in_one_folder() => Assert.Empty(
        from file in Sources.CSharpUnder("src")
        where !file.StartsWith("src/Worker/Scheduling/", StringComparison.Ordinal)
        from line in Sources.LinesOf(file)
        where Uses(line, "Quartz")
        select $"{file}: {line}");

    [Fact]
    public void Tables_and_mappings_live_in_storage() => Assert.Empty(
        from file in Sources.CSharpUnder("src/Domain")
        where !file.StartsWith("src/Domain/Storage/", StringComparison.Ordinal)
        from line in Sources.LinesOf(file)
        where line.Contains("IEntityTypeConfiguration", StringComparison.Ordinal) || line.Contains("create table", StringComparison.OrdinalIgnoreCase)
        select $"{file}: {line}");

    [Fact]
    public void No_name_leaves_open_what_the_thing_does() => Assert.Empty(
        from file in Sources.Of(".cs")
        from type in Sources.TreeOf(file).DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where _unclear.Any(word => type.Identifier.Text.EndsWith(word, StringComparison.Ordinal))
        select $"{file}: {type.Identifier.Text}");

    [Fact]
    public void Nothing_is_left_to_do_later_and_nothing_of_a_workplace_is_written_down() => Assert.Empty(
        from file in Sources.Of(".cs", ".razor", ".sql", ".sh", ".md", ".csproj", ".props", ".json", ".css")
        from line in Sources.LinesOf(file)
        where line.Contains("TO" + "DO", StringComparison.Ordinal) || line.Contains("FIX" + "ME", StringComparison.Ordinal) || line.Contains("/wo" + "rk/", StringComparison.Ordinal)
        select $"{file}: {line.Trim()}");

    internal static bool Uses(string line, params string[] names) =>
        line.StartsWith("using ", StringComparison.Ordinal) && names.Any(name => line.Contains($" {name};", StringComparison.Ordinal) || line.Contains($" {name}.", StringComparison.Ordinal));
}
