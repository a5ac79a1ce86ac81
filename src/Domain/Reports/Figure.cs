namespace TimeBank.Reports;

/// <summary>What a figure counts. Different units are different counts and are never mixed or added.</summary>
public enum FigureUnit { Hours, Minutes, Participations, Persons, Passbooks, Orders, Answers, Percent }

/// <summary>Every figure that pages, files and the API give.</summary>
public enum Figure
{
    Hours,
    VerifiedHours,
    DeclaredHours,
    VerifiedShare,
    Participations,
    Persons,
    RegisteredVolunteers,
    PersonsShare,
    ActiveVolunteers,
    PassbooksIssued,
    PassbooksStanding,
    PlacedOrders,
    Placed,
    Offered,
    Accepted,
    InService,
    Served,
    Rated,
    Disputed,
    Rejected,
    Withdrawn,
    ClosedOrders,
    OverdueOrders,
    OverdueShare,
    DispatchedOrders,
    DispatchMedian,
    DispatchNinetieth,
    AcceptedOrders,
    AcceptMedian,
    AcceptNinetieth,
    FinishedOrders,
    FinishMedian,
    FinishNinetieth,
    SatisfiedAnswers,
    Answers,
    NoAnswers,
    SatisfiedShare,
}

/// <summary>A figure's name, unit and meaning, said once for pages, files and the API.</summary>
/// <param name="IsAdditive">The sites' own figures and those below them sum up to the site's: not so for persons, shares and percentiles.</param>
/// <param name="Value">In <paramref name="Unit"/>; hours from whole minutes, unrounded; shares of 1. Null where the denominator is 0, and where more than all would be a share of it.</param>
/// <param name="ChineseMeaning">One sentence that says what is counted, on which day, of what.</param>
public sealed record FigureDefinition(
    Figure Figure, FigureUnit Unit, bool IsAdditive, Func<SiteFigures, decimal?> Value, string Chinese, string English, string ChineseMeaning, string EnglishMeaning)
{
    public string NameIn(bool chinese) => chinese ? Chinese : English;

    /// <summary>For a heading over bare numbers: 下单（件）; a name that ends with its unit, or a figure that is shown with it, needs no more.</summary>
    public string HeadingIn(bool chinese)
    {
        var (name, unit) = chinese ? (Chinese, ChineseUnit) : (English, EnglishUnit);
        if (Unit is FigureUnit.Minutes or FigureUnit.Percent || name.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) { return name; }
        return chinese ? $"{name}（{unit}）" : $"{name} ({unit})";
    }

    public string MeaningIn(bool chinese) => chinese ? ChineseMeaning : EnglishMeaning;

    public string ChineseUnit => Unit switch
    {
        FigureUnit.Hours => "小时",
        FigureUnit.Minutes => "分钟",
        FigureUnit.Participations => "人次",
        FigureUnit.Persons => "人",
        FigureUnit.Passbooks => "本",
        FigureUnit.Orders => "件",
        FigureUnit.Answers => "份",
        FigureUnit.Percent => "%",
        _ => throw new ArgumentOutOfRangeException(nameof(Unit)),
    };

    public string EnglishUnit => Unit switch
    {
        FigureUnit.Hours => "h",
        FigureUnit.Minutes => "min",
        FigureUnit.Percent => "%",
        _ => Unit.ToString().ToLowerInvariant(),
    };
}
