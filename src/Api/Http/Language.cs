using System.Globalization;

namespace TimeBank.Api.Http;

/// <summary>The language that was chosen on this device, else the browser's; Chinese unless English comes first.</summary>
public static class Language
{
    public const string Cookie = "language";
    private static readonly CultureInfo _chinese = new("zh-Hans");
    private static readonly CultureInfo _english = new("en");

    public static bool IsChinese(HttpRequest request) => request.Cookies[Cookie] switch
    {
        "zh" => true,
        "en" => false,
        _ => BrowserIsChinese(request),
    };

    /// <summary>Words of this request are looked up in its language.</summary>
    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = IsChinese(context.Request) ? _chinese : _english;
        return next(context);
    });

    private static bool BrowserIsChinese(HttpRequest request)
    {
        var asked = from language in request.GetTypedHeaders().AcceptLanguage
                    orderby language.Quality ?? 1 descending
                    select language.Value.AsSpan() switch
                    {
                        ['z' or 'Z', 'h' or 'H', ..] or "*" => true,
                        ['e' or 'E', 'n' or 'N', ..] => false,
                        _ => (bool?)null,
                    };
        return asked.FirstOrDefault(chinese => chinese is not null) ?? true;
    }
}
