namespace TimeBank.Photos;

/// <summary>CRC-32 as PNG computes it (annex D): a chunk that was cut or changed on the way is found out before it is stored.</summary>
internal static class Checksum
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(i => Step((uint)i))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var next in bytes) { sum = _table[(byte)(sum ^ next)] ^ (sum >> 8); }
        return ~sum;
    }

    private static uint Step(uint value)
    {
        for (var bit = 0; bit < 8; bit++) { value = (value & 1) == 1 ? Polynomial ^ (value >> 1) : value >> 1; }
        return value;
    }
}
