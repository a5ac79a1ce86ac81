using TimeBank.Messages;

namespace TimeBank.Worker.Messages;

/// <summary>Hands one text to something that carries it to a phone.</summary>
public interface ISendText
{
    /// <summary>Returns when the gateway has taken it.</summary>
    /// <exception cref="TextNotTakenException">It has not, or nobody knows.</exception>
    Task SendAsync(TextToSend text, CancellationToken ct);
}

/// <param name="reason">For logs: a status and no more. What a gateway says in words may name the number.</param>
public sealed class TextNotTakenException(string reason) : Exception(reason);
