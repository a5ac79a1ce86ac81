using Microsoft.Extensions.Configuration;
using TimeBank.Storage;
using TimeBank.Worker.Messages;

namespace TimeBank.Worker;

/// <summary>Everything comes from the environment; <c>__</c> in a name is <c>:</c> here.</summary>
/// <param name="Broker">Null: consumers run in the relay's own process and transaction.</param>
/// <param name="BatchSize">Credits per transaction.</param>
public sealed record WorkerSettings(DomainSettings Domain, Uri? Broker, int BatchSize)
{
    /// <summary>Where texts to phones go.</summary>
    public TextGateway Texts { get; init; } = TextGateway.None;

    public static WorkerSettings From(IConfiguration configuration) => new(
        new DomainSettings(Required(configuration, "ConnectionStrings:Worker"), Required(configuration, "Keys:Path"), ZoneOf(configuration)),
        BrokerOf(configuration), BatchSizeOf(configuration))
    { Texts = TextGateway.From(configuration) };

    /// <exception cref="DeploymentFault">It is not set.</exception>
    public static string Required(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } value
        ? value
        : throw new DeploymentFault($"{name.Replace(":", "__", StringComparison.Ordinal)} is not set.");

    private static string ZoneOf(IConfiguration configuration) =>
        configuration["TimeZone"] is not { Length: > 0 } zone ? LocalTime.DefaultZone
        : TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone
        : throw new DeploymentFault($"TimeZone is {zone}: that is no time zone. Give an IANA name such as {LocalTime.DefaultZone}.");

    private static Uri? BrokerOf(IConfiguration configuration) =>
        configuration["Broker:Uri"] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "rabbitmq" or "rabbitmqs" or "amqp" or "amqps" ? uri
        : throw new DeploymentFault("Broker__Uri must look like rabbitmq://user:password@host:5672/.");

    private static int BatchSizeOf(IConfiguration configuration) =>
        configuration["Crediting:BatchSize"] is not { Length: > 0 } text ? 5000
        : int.TryParse(text, out var size) && size is >= 1 and <= 100_000 ? size
        : throw new DeploymentFault("Crediting__BatchSize must be a number from 1 to 100000.");
}
