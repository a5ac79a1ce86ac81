using static TimeBank.RefusalKind;

namespace TimeBank.Policies;

/// <summary>Every "no" about terms and the working calendar.</summary>
public static class PolicyRefusals
{
    public static readonly Refusal Past = new("policy.past", Invalid, "New terms begin now or later: what was promised stays as it was.", "新规则只能从现在或以后生效，已有的承诺不变。");
    public static readonly Refusal Notice = new("policy.notice", Invalid, "Terms by which minutes are counted begin a day ahead at the earliest, so that everybody can see them coming.", "关系到时长计算的规则至少提前一天公布，让大家事先看得到。");
    public static readonly Refusal OutOfRange = new("policy.out_of_range", Invalid, "A number lies outside its range.", "有一个数值超出范围。");
    public static readonly Refusal Already = new("policy.already", Conflict, "Other terms of this site begin at the same moment. Choose another one.", "这个站点已有同一时刻生效的规则，请换一个时间。");
    public static readonly Refusal NotFound = new("policy.not_found", RefusalKind.NotFound, "There are no such terms.", "没有找到这条规则。");
    public static readonly Refusal Begun = new("policy.begun", Conflict, "These terms hold already, or are about to. Set new ones with a later date instead.", "这条规则已经生效或即将生效，不能撤回；请另定一条以后生效的规则。");
    public static readonly Refusal Withdrawn = new("policy.withdrawn", Conflict, "These terms have been withdrawn already.", "这条规则已经撤回了。");
    public static readonly Refusal BadDay = new("calendar.bad_day", Invalid, "A date is written like 2026-10-01.", "日期应写作 2026-10-01 的样子。");
    public static readonly Refusal DuplicateDay = new("calendar.duplicate_day", Invalid, "This day stands in the file twice.", "这一天在文件里出现了两次。");
    public static readonly Refusal BadKind = new("calendar.bad_kind", Invalid, "The kind must be holiday or working.", "类别只能是 holiday（放假）或 working（上班）。");
    public static readonly Refusal BadName = new("calendar.bad_name", Invalid, "The day needs the name of its holiday.", "请写明节日名称。");
}
