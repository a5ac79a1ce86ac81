using System.Net;
using System.Net.Mail;
using System.Text;
using TimeBank.Messages;

namespace TimeBank.Worker.Messages;

/// <param name="To">An address pattern: {phone} stands for the digits.</param>
/// <param name="Encrypted">STARTTLS; only a relay on this machine goes without.</param>
public sealed record SmtpRelay(string Host, int Port, string From, string To, string? User, string? Password, bool Encrypted);

/// <summary>Through a mail relay that makes texts of mails.</summary>
public sealed class SmtpTexts(SmtpRelay relay) : ISendText
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task SendAsync(TextToSend text, CancellationToken ct)
    {
        using SmtpClient client = new(relay.Host, relay.Port) { EnableSsl = relay.Encrypted };
        if (relay.User is { Length: > 0 } user) { client.Credentials = new NetworkCredential(user, relay.Password); }
        using MailMessage mail = new(relay.From, relay.To.Replace(TextGateway.PhonePlace, text.Phone, StringComparison.Ordinal))
        {
            Subject = "短信",
            SubjectEncoding = Encoding.UTF8,
            Body = text.Words,
            BodyEncoding = Encoding.UTF8,
        };
        try { await client.SendMailAsync(mail, ct).WaitAsync(Patience, ct); }
        catch (SmtpException refused) { throw new TextNotTakenException($"SMTP {refused.StatusCode}"); }
        catch (TimeoutException) { throw new TextNotTakenException("SMTP, no answer in time"); }
    }
}
