using System.Globalization;
using Microsoft.Extensions.Localization;
using TimeBank.Orders;

namespace TimeBank.Api.Desks;

/// <summary>Why a volunteer stands where they stand, in words: 0.6 公里, 陪过这位居民 3 次.</summary>
public sealed class ReasonWords(IStringLocalizer<DeskWords> words)
{
    public string Say(Reason reason) => reason switch
    {
        { Why: CandidateReason.Metres, Number: { } metres } => words["Reason.Metres", (metres / 1000m).ToString("0.0", CultureInfo.InvariantCulture)],
        { Why: CandidateReason.Qualified, Number: null } => words["Reason.Qualified.Always"],
        { Why: CandidateReason.VisitsThatWeek, Number: 0 } => words["Reason.VisitsThatWeek.None"],
        { Number: { } number } => words[$"Reason.{reason.Why}", number],
        _ => words[$"Reason.{reason.Why}"],
    };
}
