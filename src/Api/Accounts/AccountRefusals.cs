using static TimeBank.RefusalKind;

namespace TimeBank.Api.Accounts;

/// <summary>Every "no" about signing up and signing in.</summary>
public static class AccountRefusals
{
    public static readonly Refusal Exists = new("account.exists", Conflict, "This phone already has an account. Sign in, or use another phone.", "这个手机号已经注册过了，请直接登录或换一个号码。");
    public static readonly Refusal BadPhone = new("phone.malformed", Invalid, "Enter a Chinese mobile number, or a landline with its area code.", "请填写手机号，或带区号的座机号。");
    public static readonly Refusal WeakPassword = new("password.weak", Invalid, "Choose a password of at least 8 characters that nobody guesses at once: not your phone, not 12345678 or its like. A phrase of your own is good.", "密码至少 8 位，不能一猜就中：不要用手机号，也不要用 12345678、88888888 这类常见的。可以用一句只有您记得的话。");
    public static readonly Refusal NameNeeded = new("account.name_needed", Invalid, "Tell us your name and your home site: its id or its code.", "请填写姓名并选择所属实践站。");
    public static readonly Refusal HomeSiteUnknown = new("account.home_site", Invalid, "There is no such site to belong to.", "没有找到这个实践站，请重新选择。");
    public static readonly Refusal ConsentUnknown = new("consent.unknown", Invalid, "There is no consent text of that version; read the current one first.", "没有这个版本的知情同意书，请先阅读现行版本。");
    public static readonly Refusal ActivationWrong = new("activation.wrong", Conflict, "This activation code is not valid any more. Ask your station for a new one.", "激活码不正确或已失效，请向实践站要一个新的。");
    public static readonly Refusal ActivationPhone = new("activation.phone", Conflict, "Sign up with the phone number that the station has on file for you.", "请使用在实践站登记的手机号码注册。");
    public static readonly Refusal Wrong = new("session.wrong", RefusalKind.Forbidden, "Phone or password is not right.", "手机号或密码不对。");
    public static readonly Refusal PasswordOrCode = new("session.password_or_code", Invalid, "Sign in with a password or with a code, one of them.", "请用密码或验证码登录，任选一种。");
    public static readonly Refusal NotSure = new("departure.not_sure", Invalid, "Tick the box first: leaving cannot be undone.", "请先勾选确认：注销后不能恢复。");
    public static readonly Refusal Locked = new("session.locked", RefusalKind.Forbidden, "Too many wrong passwords. Try again later.", "密码错误次数太多，请稍后再试。");
    public static readonly Refusal Ended = new("session.ended", RefusalKind.Forbidden, "This session has ended. Please sign in again.", "登录已失效，请重新登录。");
}
