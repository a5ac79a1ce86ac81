using TimeBank.Orders;

namespace TimeBank.Api.Orders;

/// <summary>What pages ask of a visit.</summary>
internal static class VisitSaid
{
    public static bool IsComing(this AssignmentView visit) => visit.State is AssignmentState.Accepted or AssignmentState.InService;

    /// <summary>The planned time, or the later one that was announced.</summary>
    public static DateTimeOffset ExpectedFrom(this AssignmentView visit) => visit.PlannedFrom.AddMinutes(visit.LateMinutes ?? 0);

    /// <summary>381 264: read out in two breaths.</summary>
    public static string Grouped(string code) => code.Length == 6 ? $"{code[..3]} {code[3..]}" : code;
}
