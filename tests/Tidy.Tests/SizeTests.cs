using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TimeBank.Tidy.Tests;

/// <summary>A file is read in one sitting, a function at one glance.</summary>
public sealed class SizeTests
{
    private const int GreatestFileLines = 300;
    private const int GreatestFunctionLines = 70;

    [Fact]
    public void No_file_is_longer_than_300_lines() => Assert.Empty(
        from file in Sources.Of(".cs", ".razor", ".sql", ".sh", ".css", ".js", ".mjs")
        let lines = Sources.LinesOf(file).Length
        where lines > GreatestFileLines
        select $"{file}: {lines} lines");

    [Fact]
    public void No_function_is_longer_than_70_lines() => Assert.Empty(
        from file in Sources.Of(".cs")
        from function in FunctionsOf(Sources.TreeOf(file))
        where function.Last - function.First >= GreatestFunctionLines
        select $"{file} line {function.First + 1}: {function.Last - function.First + 1} lines");

    /// <summary>First and last line of each function; a program's own statements are one.</summary>
    private static IEnumerable<(int First, int Last)> FunctionsOf(SyntaxNode tree)
    {
        var functions = tree.DescendantNodes()
            .Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)
            .Select(node => (First: LinesOf(node).Start.Line, Last: LinesOf(node).End.Line));
        var program = tree.ChildNodes().OfType<GlobalStatementSyntax>().Select(LinesOf).ToList();
        return program.Count == 0 ? functions : functions.Append((program[0].Start.Line, program[^1].End.Line));
    }

    private static Microsoft.CodeAnalysis.Text.LinePositionSpan LinesOf(SyntaxNode node) => node.GetLocation().GetLineSpan().Span;
}
