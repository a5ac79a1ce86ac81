using static TimeBank.RefusalKind;

namespace TimeBank.Menu;

/// <summary>Every "no" about the menu.</summary>
public static class MenuRefusals
{
    public static readonly Refusal NotFound = new("service_item.not_found", RefusalKind.NotFound, "There is no such service.", "没有找到这项服务。");
    public static readonly Refusal BadCode = new("service_item.bad_code", Invalid, "A code is 2 to 60 small letters, digits or hyphens.", "编码应为 2 到 60 位小写字母、数字或短横线。");
    public static readonly Refusal DuplicateCode = new("service_item.duplicate_code", Invalid, "This code stands in the file twice.", "这个编码在文件里出现了两次。");
    public static readonly Refusal DuplicateName = new("service_item.duplicate_name", Invalid, "This name stands in the file twice.", "这个名称在文件里出现了两次。");
    public static readonly Refusal SameName = new("service_item.same_name", Conflict, "A service of this name is on the menu here already. Choose another name, or first withdraw or retire the other one.", "这里的菜单上已经有同名的服务。请换个名称，或先把那一项停止提供、停用。");
    public static readonly Refusal BadField = new("service_item.bad_field", Invalid, "The field must be theory, education, culture, science, health, emergency, media, law or neighbour.", "领域只能是 theory、education、culture、science、health、emergency、media、law 或 neighbour。");
    public static readonly Refusal BadWords = new("service_item.bad_words", Invalid, "Name and description are needed in Chinese and English; the name has at most 60 characters, in English 120, all of them visible.", "名称和说明须有中英文；名称不超过 60 个字（英文 120 个字符），不能有看不见的字符。");
    public static readonly Refusal BadMayServe = new("service_item.bad_may_serve", Invalid, "Who may serve must be anyone, adult or qualified.", "服务者只能是 anyone、adult 或 qualified。");
    public static readonly Refusal BadQualification = new("service_item.bad_qualification", Invalid, "A qualification is named exactly when only the qualified may serve.", "只有限定资质（qualified）的项目才需要、也必须写明资质名称。");
    public static readonly Refusal BadMinutes = new("service_item.bad_minutes", Invalid, "Usual and greatest minutes are whole numbers from 1 to 1440, the greatest not below the usual.", "常用分钟和最长分钟应为 1 到 1440 的整数，且最长不少于常用。");
    public static readonly Refusal Forbidden = new("service_item.not_yours", RefusalKind.Forbidden, "Only an administrator of the site whose item it is, or above, can do this.", "只有这个项目所属站点或上级的管理员可以办理。");
    public static readonly Refusal OfTheFile = new("service_item.of_the_file", Conflict, "Sites that are not yours offer this service too. Withdraw it here and add one of your own instead.", "还有不归您管理的站点也在提供这项服务。请在这里停止提供，再新建本级自己的项目。");
    public static readonly Refusal OfOthers = new("service_item.of_others", Conflict, "This is another site's own service; only that site and those below it can offer it.", "这是别的站点自己的项目，只有它和它的下级可以提供。");
    public static readonly Refusal Retired = new("service_item.retired", Conflict, "This service has been retired. Bring it back first.", "这项服务已停用，请先恢复。");
    public static readonly Refusal UnknownSite = new("service_item.unknown_site", Invalid, "No site has this code. Import the sites first.", "没有这个编码的站点，请先导入站点。");
}
