using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TimeBank.Orders;

/// <summary>The two codes of one assignment. They are derived from the deployment's key, so no table holds them and no member of staff can read one.</summary>
public sealed record VisitCodes(string Start, string End)
{
    public static VisitCodes For(Guid assignmentId, ReadOnlySpan<byte> key) =>
        new(Derive(assignmentId, "start", key), Derive(assignmentId, "end", key));

    public static bool Match(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.Trim()), Encoding.UTF8.GetBytes(expected));

    private static string Derive(Guid assignmentId, string which, ReadOnlySpan<byte> key)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"visit-code:{which}:{assignmentId:N}"));
        return (BinaryPrimitives.ReadUInt32BigEndian(hash) % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
