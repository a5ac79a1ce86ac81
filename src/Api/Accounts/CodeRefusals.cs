using static TimeBank.RefusalKind;

namespace TimeBank.Api.Accounts;

/// <summary>Every "no" about codes by text. None of them tells whether a phone has an account.</summary>
public static class CodeRefusals
{
    public static readonly Refusal NoTexts = new("one_time_code.no_texts", Conflict, "No texts are sent from here yet. Your station can help you; bring your identity card.", "这里还没有开通短信，请带身份证到实践站，请工作人员帮您办。");
    public static readonly Refusal Landline = new("one_time_code.landline", Invalid, "A landline gets no texts. Use a mobile number, or ask your station.", "座机收不到短信，请换手机号，或请实践站帮您办。");
    public static readonly Refusal TooSoon = new("one_time_code.too_soon", Conflict, "A code was sent less than a minute ago. Wait for it, or ask again in a minute.", "验证码刚刚发出，请等一等；一分钟后还没收到再重新获取。");
    public static readonly Refusal TooOften = new("one_time_code.too_often", Conflict, "Too many codes were asked for. Try again later, or ask your station.", "验证码要得太频繁了，请晚一点再试，或请实践站帮您办。");
    public static readonly Refusal Needed = new("one_time_code.needed", Invalid, "Enter the six digits that were sent to this phone.", "请填写发到这个手机上的六位验证码。");
    public static readonly Refusal Wrong = new("one_time_code.wrong", RefusalKind.Forbidden, "The code is not right, or not valid any more. After five wrong tries a new one is needed.", "验证码不对或已经失效，请核对；连错五次要重新获取。");
}
