using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TimeBank.Journeys;

/// <summary>What people do, screen by screen, as they would tell it.</summary>
internal static partial class Acts
{
    public const string Password = "correct horse";
    public const string Home = "襄阳市昭明台 3 栋 2 单元 401";

    /// <summary>From the notice to the welcome; the home is found down the tree.</summary>
    public static async Task SignUpAsync(this Window window, string name, string phone)
    {
        await window.GoAsync("/sign-up");
        await window.LookAsync("sign-up-notice");
        await window.FollowAsync("我看过了，同意");
        await window.LookAsync("sign-up-home");
        foreach (var site in new[] { "襄城区", "王府街道", "昭明台社区" }) { await window.FollowAsync(site); }
        await window.TypeAsync("手机号", phone);
        await window.TypeAsync("姓名", name);
        await window.TypeAsync("设一个密码", Password);
        await window.LookAsync("sign-up-person");
        await window.PressAsync("注册");
        await window.ReadsAsync("注册好了", name, "昭明台社区");
        await window.LookAsync("sign-up-done");
    }

    /// <summary>点单, one question a screen, for tomorrow at half past eight.</summary>
    /// <returns>The order's id.</returns>
    public static async Task<Guid> OrderAsync(this Window window, string service = "陪诊")
    {
        await window.GoAsync("/order");
        await window.LookAsync("order-what");
        await window.ChooseServiceAsync(service);
        await window.LookAsync("order-urgent");
        await window.PressAsync("不急，约个时间");
        await window.LookAsync("order-when");
        await window.ChooseAsync("明天");
        await window.ChooseAsync("上午 08:30");
        await window.PressAsync("下一步");
        await window.TypeAsync("详细地址", Home);
        await window.LookAsync("order-where");
        await window.PressAsync("下一步");
        await window.LookAsync("order-details");
        await window.TypeAsync("还有什么要说的吗", "去中心医院，要排队拿药");
        await window.PressAsync("下一步");
        await window.ReadsAsync("核对一下", service, Home);
        await window.LookAsync("order-check");
        await window.PressAsync("就这样，点单");
        await window.ReadsAsync("点好了", "已经收到");
        await window.LookAsync("order-placed");
        await window.FollowAsync("看我的订单");
        await window.LookAsync("order");
        return Guid.Parse(window.Address.Split('/')[2]);
    }

    /// <summary>The code that the resident reads out, as it stands on their screen in large type.</summary>
    public static async Task<string> ReadsOutAsync(this Window window)
    {
        await window.LookAsync("code");
        return Code().Match(await window.Page.Locator("main").InnerTextAsync()).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
    }

    public static async Task BecomesVolunteerAsync(this Window window)
    {
        await window.GoAsync("/volunteer");
        await window.LookAsync("volunteer-begin");
        await window.PressAsync("我要当志愿者");
        await window.ReadsAsync("志愿者编号");
        await window.LookAsync("volunteer");
    }

    public static string PhoneOf(int n) => string.Create(CultureInfo.InvariantCulture, $"138001380{n:00}");

    /// <summary>What is usual stands there as a tile; everything else under its field.</summary>
    private static async Task ChooseServiceAsync(this Window window, string service)
    {
        var button = window.Page.GetByRole(AriaRole.Button, new() { Name = service }).First;
        if (!await button.IsVisibleAsync()) { await window.Page.Locator("summary").First.ClickAsync(); }
        await window.PressAsync(service);
    }

    [GeneratedRegex(@"口令念给.*?听\s+([\d ]{6,8})", RegexOptions.Singleline)]
    private static partial Regex Code();
}
