namespace TimeBank.Reports;

public static class SummaryRefusals
{
    public static readonly Refusal Range = new("summary.range", RefusalKind.Invalid, "Until must not be before from, and the span at most ten years.", "结束日期不能早于开始日期，跨度最多十年。");
}
