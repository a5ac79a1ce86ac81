using static TimeBank.RefusalKind;

namespace TimeBank.Sites;

/// <summary>Every "no" about sites.</summary>
public static class SiteRefusals
{
    public static readonly Refusal NotFound = new("site.not_found", RefusalKind.NotFound, "There is no such site.", "没有找到这个实践站点。");
    public static readonly Refusal Forbidden = new("site.not_yours", RefusalKind.Forbidden, "Only an administrator of this site or above can do this.", "只有本级或上级的管理员可以办理。");
    public static readonly Refusal CodeTaken = new("site.code_taken", Conflict, "Another site already has this code. Choose another one.", "这个编码已被别的站点使用，请换一个。");
    public static readonly Refusal NoPointHere = new("site.no_point_here", Conflict, "A point belongs to a centre, office or station that still exists.", "服务点只能设在现有的中心、所或站之下。");
    public static readonly Refusal NamedByFile = new("site.named_by_file", Conflict, "This site's name comes from the divisions file. Change it there and import the file again.", "这个站点的名称来自区划文件，请改好文件后重新导入。");
    public static readonly Refusal BadCode = new("site.bad_code", Invalid, "A code is 1 to 30 letters, digits or hyphens.", "编码应为 1 到 30 位字母、数字或短横线。");
    public static readonly Refusal BadName = new("site.bad_name", Invalid, "A site needs a name of at most 100 characters, all of them visible.", "站点名称不能为空，不超过 100 个字，也不能有看不见的字符。");
    public static readonly Refusal BadLevel = new("site.bad_level", Invalid, "The level must be city, county, township or village.", "级别只能是 city、county、township 或 village。");
    public static readonly Refusal BadRoot = new("site.bad_root", Invalid, "Only a city or a county can stand without a parent.", "只有市或县可以没有上级。");
    public static readonly Refusal DuplicateCode = new("site.duplicate_code", Invalid, "This code stands in the file twice.", "这个编码在文件里出现了两次。");
    public static readonly Refusal UnknownParent = new("site.unknown_parent", Invalid, "The parent is not in this file.", "文件里没有这个上级编码。");
    public static readonly Refusal WrongLevel = new("site.wrong_level", Invalid, "A county stands under a city, a township under a county, a village under a township.", "县应在市之下，乡镇应在县之下，村（社区）应在乡镇之下。");
    public static readonly Refusal TooManyVanish = new("site.too_many_vanish", Conflict, "More than a tenth of the sites are missing from this file; it looks cut short. Nothing was changed. If they are indeed gone, import again with --vanish.", "文件中缺少一成以上的站点，像是不完整，没有做任何更改。如确已撤销，请加 --vanish 重新导入。");
    public static readonly Refusal LevelChanged = new("site.level_changed", Invalid, "A site with this code is already known at another level.", "已有同一编码、不同级别的站点。");
    public static readonly Refusal BadPhone = new("site.bad_phone", Invalid, "A phone is digits and hyphens, at most 30 characters; several with commas between them.", "电话由数字和短横线组成，不超过 30 个字；有几个号码时用逗号隔开。");
    public static readonly Refusal BadStaffHours = new("site.bad_staff_hours", Invalid, "The hours have at most 60 characters.", "值班时间不超过 60 个字。");
    public static readonly Refusal BadPlace = new("site.bad_place", Invalid, "Give latitude and longitude together, in degrees.", "请同时给出纬度和经度（单位：度）。");
}
