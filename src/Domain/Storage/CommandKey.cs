using System.Security.Cryptography;
using System.Text;

namespace TimeBank.Storage;

/// <summary>Who asked, under which key of their own making, for what: the same key is done once and answered alike for seven days.</summary>
/// <param name="CallerId">The caller's person; <see cref="Guid.Empty"/> for the worker and for callers who are not signed in.</param>
/// <param name="Hash">SHA-256 of everything that was asked.</param>
public sealed record CommandKey(Guid CallerId, string Key, byte[] Hash)
{
    /// <summary>The command's id in the history; the same for the same caller and key.</summary>
    public Guid Id { get; } = new(SHA256.HashData(Encoding.UTF8.GetBytes($"{CallerId:N}/{Key}")).AsSpan(0, 16));

    /// <summary>A command that is asked once by construction (the worker's own, or a caller who gave no key).</summary>
    public static CommandKey Fresh(Guid callerId, DateTimeOffset now) => new(callerId, Guid.CreateVersion7(now).ToString("N"), []);

    /// <summary>The key of one part, where one form asks for several things that are done each by itself.</summary>
    public CommandKey For(Guid part) => new(CallerId, $"{Key}/{part:N}", Hash);

    internal long LockNumber => BitConverter.ToInt64(Id.ToByteArray());
}
