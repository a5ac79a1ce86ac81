using TimeBank.Storage;

namespace TimeBank.Messages;

/// <summary>How texts reach phones. None: not at all. Inbox: a page of a demonstration shows them. Smtp and Http: a gateway.</summary>
public enum TextKind { None, Inbox, Smtp, Http }

/// <summary>What both hosts know about texts; the gateway's address and secret are the Worker's alone.</summary>
/// <param name="ProvePhones">A phone is proven by a code before it signs anybody in.</param>
public sealed record TextSettings(TextKind Kind, bool ProvePhones)
{
    public static readonly TextSettings None = new(TextKind.None, false);

    /// <param name="read">A setting by its name, such as <c>Sms:Kind</c>; null where it is not set.</param>
    /// <exception cref="DeploymentFault">A setting cannot be what it says.</exception>
    public static TextSettings From(Func<string, string?> read)
    {
        var kind = One<TextKind>(read("Sms:Kind") is { Length: > 0 } text ? text : nameof(TextKind.None));
        var prove = read("Sms:ProvePhones") switch
        {
            null or "" => kind is TextKind.Smtp or TextKind.Http,
            { } said => bool.TryParse(said, out var yes) ? yes : throw new DeploymentFault($"Sms__ProvePhones={said} is neither true nor false."),
        };
        return prove && kind is TextKind.None ? throw new DeploymentFault("Sms__ProvePhones needs texts: set Sms__Kind to Smtp or Http.") : new(kind, prove);
    }

    private static T One<T>(string text) where T : struct, Enum =>
        Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) && char.IsLetter(text[0])
            ? value
            : throw new DeploymentFault($"Sms__Kind={text} is none of {string.Join(", ", Enum.GetNames<T>())}.");
}
