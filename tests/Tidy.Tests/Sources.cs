using Microsoft.CodeAnalysis.CSharp;
using TimeBank.TestKit;

namespace TimeBank.Tidy.Tests;

/// <summary>The files that people write, by their path in the repository.</summary>
internal static class Sources
{
    private static readonly string[] _madeByTools = ["bin", "obj", "node_modules", "lib", ".git", "artifacts", "TestResults"];

    public static IEnumerable<string> Of(params string[] extensions) =>
        from file in Walk(Repository.Root)
        where extensions.Contains(Path.GetExtension(file))
        select Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    public static IEnumerable<string> CSharpUnder(string folder) => Of(".cs").Where(file => file.StartsWith($"{folder}/", StringComparison.Ordinal));

    public static string[] LinesOf(string file) => File.ReadAllLines(Repository.PathOf(file));

    public static CSharpSyntaxNode TreeOf(string file) => (CSharpSyntaxNode)CSharpSyntaxTree.ParseText(File.ReadAllText(Repository.PathOf(file))).GetRoot();

    private static IEnumerable<string> Walk(string directory) =>
        Directory.EnumerateFiles(directory).Concat(Directory.EnumerateDirectories(directory).Where(d => !_madeByTools.Contains(Path.GetFileName(d))).SelectMany(Walk));
}
