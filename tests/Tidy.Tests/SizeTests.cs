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
        from function in Sources.TreeOf(file).DescendantNodesAndSelf()
        where function is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax
            || (function is CompilationUnitSyntax unit && unit.Members.Any(member => member is GlobalStatementSyntax))
        let span = function.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > GreatestFunctionLines
        select $"{file} line {span.StartLinePosition.Line + 1}: {lines} lines");
}
