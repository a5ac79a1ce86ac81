namespace TimeBank.Api.Reports;

/// <summary>Words of the centre's pages and of the wall screen. What a figure is called and means stands in <see cref="TimeBank.Reports.FigureDefinitions"/>.</summary>
public sealed class ReportsWords;
