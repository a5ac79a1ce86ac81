using System.Net;
using Microsoft.Extensions.Configuration;
using TimeBank.Messages;
using TimeBank.Storage;
using static TimeBank.Worker.WorkerSettings;

namespace TimeBank.Worker.Messages;

/// <summary>How this worker sends texts, if it does.</summary>
/// <param name="Sender">Null: texts are shown by an inbox page or are not written at all.</param>
public sealed record TextGateway(TextKind Kind, ISendText? Sender)
{
    public const string PhonePlace = "{phone}";
    public const string TextPlace = "{text}";

    public static readonly TextGateway None = new(TextKind.None, null);

    /// <exception cref="DeploymentFault">A setting is missing or cannot be.</exception>
    public static TextGateway From(IConfiguration configuration) => TextSettings.From(name => configuration[name]).Kind switch
    {
        TextKind.Smtp => new(TextKind.Smtp, new SmtpTexts(RelayOf(configuration))),
        TextKind.Http => new(TextKind.Http, new HttpTexts(AddressOf(configuration))),
        var kind => new(kind, null),
    };

    private static SmtpRelay RelayOf(IConfiguration configuration)
    {
        var host = Required(configuration, "Sms:Smtp:Host");
        var to = Required(configuration, "Sms:Smtp:To");
        if (!to.Contains(PhonePlace, StringComparison.Ordinal)) { throw new DeploymentFault("Sms__Smtp__To must hold {phone}, for example {phone}@sms.example.cn."); }
        var isHere = host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        var port = configuration["Sms:Smtp:Port"] is not { Length: > 0 } text ? 587
            : int.TryParse(text, out var number) && number is > 0 and <= 65535 ? number
            : throw new DeploymentFault($"Sms__Smtp__Port={text} is no port.");
        return new(host, port, Required(configuration, "Sms:Smtp:From"), to, configuration["Sms:Smtp:User"], configuration["Sms:Smtp:Password"], Encrypted: !isHere);
    }

    private static HttpGateway AddressOf(IConfiguration configuration)
    {
        var text = Required(configuration, "Sms:Http:Url");
        var isSafe = Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
        if (!isSafe) { throw new DeploymentFault("Sms__Http__Url must be an https address, or http on this machine."); }
        var body = configuration["Sms:Http:Body"] is { Length: > 0 } given ? given : HttpGateway.UsualBody;
        var isWhole = body.Contains(PhonePlace, StringComparison.Ordinal) && body.Contains(TextPlace, StringComparison.Ordinal);
        return isWhole ? new(url!, Required(configuration, "Sms:Http:Secret"), body) : throw new DeploymentFault("Sms__Http__Body must hold {phone} and {text}.");
    }
}
