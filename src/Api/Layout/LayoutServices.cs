using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using TimeBank.Api.Http;
using TimeBank.Api.Orders;
using TimeBank.Photos;

namespace TimeBank.Api.Layout;

public static class LayoutServices
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddLocalization().AddHttpContextAccessor();
        services.AddScoped<Visitor>().AddScoped<Say>();
        services.AddScoped<Administration.NewColleague>();
        services.AddSingleton<DraftCookie>().AddScoped<PlacingQueries>().AddScoped<PlacingAnswers>();
        // Photos stay in memory until they are sealed: no disk holds one as it came.
        services.Configure<FormOptions>(form => form.MemoryBufferThreshold = Photo.GreatestBytes);
        services.AddSingleton(_ => new Pdf("weasyprint"));
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
