namespace TimeBank.Sites;

public static class SiteListRefusals
{
    public static readonly Refusal NotFound = new("site.not_found", RefusalKind.NotFound, "There is no such site, or you hold no post there.", "没有找到这个实践站，或您在那里没有岗位。");
    public static readonly Refusal Range = new("summary.range", RefusalKind.Invalid, "Until must not be before from, and the span at most ten years.", "结束日期不能早于开始日期，跨度最多十年。");
}
