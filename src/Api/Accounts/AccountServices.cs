using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Api.Accounts;

/// <summary>Sign-in by Identity: bearer tokens for apps, a cookie for pages, one lock-out for both.</summary>
public static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        // The scope's one connection: an account and its person are one transaction.
        services.AddDbContext<AccountsDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<TimeBankDb>().Database.GetDbConnection())
            // Identity maps an e-mail of which we want no column.
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.MappedPropertyIgnoredWarning)));
        services.AddIdentityApiEndpoints<Account>(options => options.Password = new()
        {
            RequiredLength = 8,
            RequiredUniqueChars = 2,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        })
            .AddEntityFrameworkStores<AccountsDb>()
            .AddPasswordValidator<NotThePhone>()
            .AddPasswordValidator<NotTheUsual>()
            .AddClaimsPrincipalFactory<AccountPrincipals>();
        services.AddSingleton<Callers>().AddScoped<AccountDesk>().AddScoped<SignUp>().AddScoped<OneTimeCodes>().AddScoped<AccountByCode>().AddScoped<Departure>();
        services.Configure<BearerTokenOptions>(IdentityConstants.BearerScheme, options =>
        {
            options.BearerTokenExpiration = TimeSpan.FromHours(1);
            options.RefreshTokenExpiration = TimeSpan.FromDays(14);
        });
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "volunteer";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromDays(14);
            // SignedIn looks at the stamp on every request, of cookies and tokens alike.
            options.Events = new CookieAuthenticationEvents();
        });
        services.AddAuthorization();
        return services;
    }
}

/// <summary>Tokens and cookies carry an id and a stamp; who that is and what they may do is asked anew each time.</summary>
public sealed class AccountPrincipals(IOptions<IdentityOptions> options) : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var claims = options.Value.ClaimsIdentity;
        Claim[] carried = [new(claims.UserIdClaimType, user.Id.ToString()), new(claims.SecurityStampClaimType, user.SecurityStamp!)];
        return Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(carried, IdentityConstants.ApplicationScheme)));
    }
}

/// <summary>The first password that anybody would try.</summary>
public sealed class NotThePhone(DeploymentKeys keys) : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Phone.Parse(password) is { } digits && AccountDesk.NameOf(digits, keys) == user.UserName ? IdentityResult.Failed() : IdentityResult.Success);
}

internal static class Passwords
{
    /// <summary>Asks all of Identity's rules and ours.</summary>
    public static async Task<bool> IsWeakAsync(this UserManager<Account> users, Account account, string password)
    {
        foreach (var rule in users.PasswordValidators)
        {
            if (await rule.ValidateAsync(users, account, password) is { Succeeded: false }) { return true; }
        }

        return false;
    }
}
