using System.Globalization;
using System.Net;
using Npgsql;
using TimeBank.Messages;
using TimeBank.Storage;
using Believed = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders;

namespace TimeBank.Api;

/// <summary>What the environment must and may say.</summary>
/// <param name="Domain">ConnectionStrings__Api, Keys__Path, TimeZone.</param>
/// <param name="RequestsPerMinute">RateLimits__PerMinute; 0: no limit.</param>
/// <param name="Proxies">Proxies__Trusted: addresses whose X-Forwarded-For and -Proto are believed, separated by commas; none by default.</param>
/// <param name="PasswordsPerMinute">RateLimits__PasswordsPerMinute; 0: no limit. An office's staff share one address.</param>
public sealed record ApiSettings(DomainSettings Domain, int RequestsPerMinute, int PasswordsPerMinute, IReadOnlyList<IPAddress> Proxies)
{
    public const int GreatestBodyBytes = 1024 * 1024;

    /// <summary>Sms__Kind and Sms__ProvePhones.</summary>
    public TextSettings Texts { get; init; } = TextSettings.None;

    /// <exception cref="DeploymentFault">One is missing or cannot be.</exception>
    public static ApiSettings From(IConfiguration configuration)
    {
        var domain = new DomainSettings(
            Connection(Needed(configuration, "ConnectionStrings:Api", "the database, as the role volunteer_api")),
            Needed(configuration, "Keys:Path", "the directory of the deployment's keys, made by `Worker migrate`"),
            configuration["TimeZone"] ?? LocalTime.DefaultZone);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(domain.TimeZone, out _)) { throw new DeploymentFault($"TimeZone={domain.TimeZone} is no time zone; an IANA name such as Asia/Shanghai is."); }
        return new(domain, Number(configuration, "RateLimits:PerMinute", 600), Number(configuration, "RateLimits:PasswordsPerMinute", 30), Addresses(configuration, "Proxies:Trusted"))
        { Texts = TextSettings.From(name => configuration[name]) };
    }

    public ForwardedHeadersOptions ForwardedHeaders()
    {
        ForwardedHeadersOptions believed = new() { ForwardedHeaders = Proxies.Count == 0 ? Believed.None : Believed.XForwardedFor | Believed.XForwardedProto };
        believed.KnownProxies.Clear();
        believed.KnownIPNetworks.Clear();
        foreach (var proxy in Proxies) { believed.KnownProxies.Add(proxy); }
        return believed;
    }

    private static string Needed(IConfiguration configuration, string name, string what) =>
        configuration[name] is { Length: > 0 } value ? value : throw new DeploymentFault($"{Variable(name)} is not set. It names {what}.");

    private static string Connection(string text)
    {
        try { return new NpgsqlConnectionStringBuilder(text).ConnectionString; }
        catch (ArgumentException malformed) { throw new DeploymentFault($"ConnectionStrings__Api is no connection string: {malformed.Message}"); }
    }

    private static int Number(IConfiguration configuration, string name, int usual)
    {
        if (configuration[name] is not { Length: > 0 } text) { return usual; }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new DeploymentFault($"{Variable(name)}={text} is no whole number of 0 or more.");
    }

    private static IPAddress[] Addresses(IConfiguration configuration, string name) =>
    [
        .. (configuration[name] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => IPAddress.TryParse(text, out var address) ? address : throw new DeploymentFault($"{Variable(name)}: {text} is no IP address.")),
    ];

    private static string Variable(string name) => name.Replace(":", "__", StringComparison.Ordinal);
}
