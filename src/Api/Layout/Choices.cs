using TimeBank.Api.Http;

namespace TimeBank.Api.Layout;

/// <summary>How a person likes to read, kept on the device: <c>?elder=1</c> and <c>?lang=en</c> at any address, also for a station's tablet.</summary>
public static class Choices
{
    public const string Elder = "elder";

    public static bool IsElder(HttpRequest request) => request.Cookies[Elder] == "1";

    /// <summary>Remembers what the address asks for and goes on to the address without it.</summary>
    public static IApplicationBuilder UseChoices(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || request.Query.Keys.All(k => k is not ("elder" or "lang"))) { return next(context); }
        if (request.Query["elder"] is ["0" or "1"] elder) { Remember(context, Elder, elder.ToString()); }
        if (request.Query["lang"] is ["zh" or "en"] language) { Remember(context, Language.Cookie, language.ToString()); }
        var rest = QueryString.Create(request.Query.Where(q => q.Key is not ("elder" or "lang")));
        context.Response.Redirect(Posted.LocalPath(request.PathBase + request.Path + rest));
        return Task.CompletedTask;
    });

    private static void Remember(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = TimeSpan.FromDays(365),
        IsEssential = true,
    });
}
