using System.Globalization;
using System.Threading.RateLimiting;
using TimeBank.Api.Accounts;

namespace TimeBank.Api.Http;

/// <summary>So many requests a minute: per account, or per remote address of those who are not signed in; where passwords and codes are tried, per address and fewer.</summary>
public static class RateLimits
{
    /// <summary>For endpoints at which a password or a code is tried.</summary>
    public const string Passwords = "passwords";

    public static IServiceCollection AddRateLimits(this IServiceCollection services, ApiSettings settings) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            PerMinute(context.Features.Get<Caller>()?.AccountId.ToString() ?? AddressOf(context), settings.RequestsPerMinute));
        // Reading the page on which a password is tried tries none.
        options.AddPolicy(Passwords, context => PerMinute(AddressOf(context), HttpMethods.IsGet(context.Request.Method) ? 0 : settings.PasswordsPerMinute));
        options.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var rest) ? rest : TimeSpan.FromMinutes(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            rejected.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return rejected.HttpContext.Request.IsForPage() ? default : new(new Problem(HttpRefusals.TooOften).ExecuteAsync(rejected.HttpContext));
        };
    });

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static RateLimitPartition<string> PerMinute(string who, int most) => most == 0
        ? RateLimitPartition.GetNoLimiter($"free {who}")
        : RateLimitPartition.GetFixedWindowLimiter(who, _ => new() { PermitLimit = most, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
