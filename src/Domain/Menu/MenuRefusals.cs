using static TimeBank.RefusalKind;

namespace TimeBank.Menu;

/// <summary>Every "no" about the menu.</summary>
public static class MenuRefusals
{
    public static readonly Refusal NotFound = new("service_item.not_found", RefusalKind.NotFound, "There is no such service.", "没有找到这项服务。");
    public static readonly Refusal BadCode = new("service_item.bad_code", Invalid, "A code is 2 to 60 small letters, digits or hyphens.", "编码应为 2 到 60 位小写字母、数字或短横线。");
    public static readonly Refusal DuplicateCode = new("service_item.duplicate_code", Invalid, "This code stands in the file twice.", "这个编码在文件里出现了两次。");
    public static readonly Refusal BadField = new("service_item.bad_field", Invalid, "The field must be theory, education, culture, science, health, emergency, media, law or neighbour.", "领域只能是 theory、education、culture、science、health、emergency、media、law 或 neighbour。");
    public static readonly Refusal BadWords = new("service_item.bad_words", Invalid, "Name and description are needed in Chinese and English; the name has at most 60 characters.", "名称和说明须有中英文，名称不超过 60 个字。");
    public static readonly Refusal BadMayServe = new("service_item.bad_may_serve", Invalid, "Who may serve must be anyone, adult or qualified.", "服务者只能是 anyone、adult 或 qualified。");
    public static readonly Refusal BadQualification = new("service_item.bad_qualification", Invalid, "A qualification is named exactly when only the qualified may serve.", "只有限定资质（qualified）的项目才需要、也必须写明资质名称。");
    public static readonly Refusal BadMinutes = new("service_item.bad_minutes", Invalid, "Usual and greatest minutes are whole numbers from 1 to 1440, the greatest not below the usual.", "常用分钟和最长分钟应为 1 到 1440 的整数，且最长不少于常用。");
    public static readonly Refusal UnknownSite = new("service_item.unknown_site", Invalid, "No site has this code. Import the sites first.", "没有这个编码的站点，请先导入站点。");
}
