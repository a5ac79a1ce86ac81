using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace TimeBank.Api.Layout;

public static class LayoutServices
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddLocalization().AddHttpContextAccessor();
        services.AddScoped<Visitor>().AddScoped<Say>();
        services.AddScoped<Administration.NewColleague>();
        // Chinese as Chinese: entities would triple a page.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;   // frame-ancestors says it
        });
        return services;
    }
}
