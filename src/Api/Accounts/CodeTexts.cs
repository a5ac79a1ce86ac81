using TimeBank.Messages;

namespace TimeBank.Api.Accounts;

/// <summary>What is texted, and to whom. Pure.</summary>
public static class CodeTexts
{
    public static TextToSend For(CodeToSend asked, string digits, string code, bool hasAccount)
    {
        var opensAccount = asked.Purpose is CodePurpose.SignIn or CodePurpose.Password;
        if (opensAccount && !hasAccount) { return new(null, Code(asked, code)); }
        return new(digits, opensAccount == hasAccount ? Code(asked, code) : Taken(asked.Chinese));
    }

    private static string Code(CodeToSend asked, string code) => asked.Chinese
        ? $"验证码 {code}，用于{Zh(asked.Purpose)}，十分钟内有效。不是您本人操作请不用理会。工作人员不会向您要验证码。"
        : $"{code} is your code to {En(asked.Purpose)}, good for ten minutes. If you did not ask for it, do nothing. Our staff never ask for it.";

    private static string Taken(bool chinese) => chinese
        ? "您的手机号已经注册过志愿服务账号，直接登录就可以；忘了密码可以用短信重设。不是您本人操作请不用理会。"
        : "Your phone already has a volunteer-service account: just sign in; a forgotten password can be set anew by text. If you did not ask, do nothing.";

    /// <summary>To the old phone: whoever did not do it should hear of it.</summary>
    public static TextToSend PhoneChanged(string oldDigits, bool chinese) => new(oldDigits, chinese
        ? "您的志愿服务账号刚刚改用另一个手机号登录。不是您本人操作，请马上联系实践站。"
        : "Your volunteer-service account now signs in with another phone. If that was not you, call your station at once.");

    private static string Zh(CodePurpose purpose) => purpose switch
    {
        CodePurpose.SignUp => "注册",
        CodePurpose.SignIn => "登录",
        CodePurpose.Password => "重设密码",
        CodePurpose.Phone => "更换手机号",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string En(CodePurpose purpose) => purpose switch
    {
        CodePurpose.SignUp => "sign up",
        CodePurpose.SignIn => "sign in",
        CodePurpose.Password => "set a new password",
        CodePurpose.Phone => "change your phone",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
