using static TimeBank.RefusalKind;

namespace TimeBank.Administration;

/// <summary>Every "no" about looking back.</summary>
public static class AdministrationRefusals
{
    public static readonly Refusal Forbidden = new("oversight.not_yours", RefusalKind.Forbidden, "Managers, supervisors and administrators of this site or above look back here.", "只有本级或上级的审核人、督查员和管理员可以查阅。");
    public static readonly Refusal BadCursor = new("oversight.bad_cursor", Invalid, "Hand the cursor back as it was given.", "翻页标记不对，请从第一页开始。");
    public static readonly Refusal Range = new("oversight.range", Invalid, "The days must lie within 366 of each other, the first not after the last.", "起止日期最多相隔 366 天，且开始不晚于结束。");
    public static readonly Refusal Year = new("oversight.year", Invalid, "There is nothing on such a day: choose days between the years 2000 and 2100.", "没有这样的日子的记录，请选 2000 年到 2100 年之间的日期。");
    public static readonly Refusal UnknownAction = new("oversight.unknown_action", Invalid, "No step of an order has this name.", "没有这种订单动作。");
}
