using Microsoft.Extensions.Localization;

namespace TimeBank.Api.Reports;

/// <summary>Words of the centre's pages and of the wall screen. What a figure is called and means stands in <see cref="TimeBank.Reports.FigureDefinitions"/>.</summary>
public sealed class ReportsWords;

internal static class Units
{
    /// <summary>What stands behind a number of orders.</summary>
    public static string Orders(this IStringLocalizer<ReportsWords> words, long count) => words[count == 1 ? "Unit.Order" : "Unit.Orders"];
}
