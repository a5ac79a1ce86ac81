using TimeBank.Storage;

namespace TimeBank.Messages;

/// <param name="Phone">Digits. Null: nobody is to get it; it is written all the same, so that asking for a stranger's phone takes as long as for one's own.</param>
public sealed record TextToSend(string? Phone, string Words);

/// <summary>A text that waits for a gateway. What it says and to whom is sealed.</summary>
public sealed class OutgoingText
{
    public required Guid Id { get; init; }

    /// <summary>The sealed <see cref="TextToSend"/>.</summary>
    public required byte[] Sealed { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Nobody wants it later than that.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset NextAt { get; init; }
    public int Tries { get; init; }

    public static OutgoingText Of(TextToSend text, DateTimeOffset now, TimeSpan goodFor, DeploymentKeys keys) =>
        new() { Id = Guid.CreateVersion7(now), Sealed = keys.Seal(text), WrittenAt = now, ExpiresAt = now + goodFor, NextAt = now };
}
