namespace TimeBank.Reports;

public enum CellKind { Text, Whole, Hours, Percent, Day }

/// <summary>A cell of a file: text, or a real number with the format it is shown in; empty where there is nothing to show.</summary>
/// <param name="Number">Hours unrounded, shares of 1, days as their day number since 0001-01-01.</param>
public readonly record struct Cell(CellKind Kind, string? Text, decimal? Number)
{
    public static Cell Of(string text) => new(CellKind.Text, text, null);

    public static Cell Of(DateOnly day) => new(CellKind.Day, null, day.DayNumber);

    public static Cell Whole(long? number) => new(CellKind.Whole, null, number);

    public static Cell Of(FigureUnit unit, decimal? value) => new(
        unit switch { FigureUnit.Hours => CellKind.Hours, FigureUnit.Percent => CellKind.Percent, _ => CellKind.Whole }, null, value);
}

/// <summary>A table of a file. Every row has as many cells as there are headers.</summary>
public sealed record ExportSheet(string Name, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<Cell>> Rows);

/// <summary>What the rows of the table of sites are ordered by.</summary>
/// <param name="By">Null: the sites' codes.</param>
public sealed record SiteOrder(Figure? By, bool Ascending)
{
    public static readonly SiteOrder ByCode = new(null, true);

    /// <summary>Sites without the figure come last, equal ones by code.</summary>
    public IReadOnlyList<SiteRow> Apply(IReadOnlyList<SiteRow> rows)
    {
        if (By is not { } figure) { return Ascending ? rows : [.. rows.Reverse()]; }
        var value = FigureDefinitions.Of(figure).Value;
        var withValue = rows.Where(r => value(r.Figures) is not null);
        var ordered = Ascending ? withValue.OrderBy(r => value(r.Figures)) : withValue.OrderByDescending(r => value(r.Figures));
        return [.. ordered.ThenBy(r => r.Site.Code, StringComparer.Ordinal), .. rows.Where(r => value(r.Figures) is null)];
    }

    /// <summary>1 for the first; equal values share a rank. Null where the site has no value, or nothing is ranked.</summary>
    public int? RankOf(SiteRow row, IReadOnlyList<SiteRow> rows)
    {
        if (By is not { } figure || FigureDefinitions.Of(figure).Value is not { } value || value(row.Figures) is not { } own) { return null; }
        return 1 + rows.Count(r => value(r.Figures) is { } other && (Ascending ? other < own : other > own));
    }
}
