using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TimeBank.TestKit;

/// <summary>Pictures as telephones send them, with everything that a stranger must not learn: where, when, with what, and what was cut away.</summary>
public static class Pictures
{
    /// <summary>Stands in every piece of metadata; no cleaned picture may hold it.</summary>
    public const string Secret = "N32.0090 E112.1220 SECRET";

    private static readonly byte[] _secret = Encoding.ASCII.GetBytes(Secret);

    /// <param name="orientation">0: the Exif block says nothing of it.</param>
    public static byte[] Jpeg(int width = 4, int height = 3, int orientation = 6, bool little = true, bool progressive = false) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xE1, Exif(orientation, little)),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. _secret]),
        .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. _secret]),
        .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]),
        .. Segment(0xFE, _secret),
        .. Segment(0xDB, new byte[65]),
        .. Segment(progressive ? (byte)0xC2 : (byte)0xC0, [8, .. Word(height), .. Word(width), 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]),
        .. Segment(0xC4, new byte[20]),
        .. Scan,
        .. progressive ? [.. Segment(0xC4, new byte[20]), .. Scan] : Array.Empty<byte>(),
        0xFF, 0xD9,
        .. _secret,   // a film behind the picture, as some telephones keep it
    ];

    public static byte[] Png(int width = 4, int height = 3) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
        .. Chunk("IHDR", [.. BigEndian(width), .. BigEndian(height), 8, 2, 0, 0, 0]),
        .. Chunk("tEXt", [.. "Comment\0"u8, .. _secret]),
        .. Chunk("eXIf", _secret),
        .. Chunk("IDAT", Packed(height, width)),
        .. Chunk("tIME", [7, 234, 11, 23, 1, 0, 0]),
        .. Chunk("IEND", []),
        .. _secret,
    ];

    public static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        return [.. BigEndian(content.Length), .. named, .. BigEndian((int)Checksum(named))];
    }

    public static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, .. Word(content.Length + 2), .. content];

    /// <summary>Coded data with a stuffed zero and a restart, which are no markers.</summary>
    private static byte[] Scan => [.. Segment(0xDA, [3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56];

    private static byte[] Exif(int orientation, bool little)
    {
        byte[] Short(int n) => little ? [(byte)n, (byte)(n >> 8)] : [(byte)(n >> 8), (byte)n];
        byte[] Long(int n) => little ? [.. Short(n & 0xFFFF), .. Short(n >> 16)] : [.. Short(n >> 16), .. Short(n & 0xFFFF)];
        byte[] make = [.. Short(0x010F), .. Short(2), .. Long(_secret.Length), .. Long(38)];
        byte[] turned = [.. Short(0x0112), .. Short(3), .. Long(1), .. Short(orientation), 0, 0];
        return [.. "Exif\0\0"u8, .. little ? "II"u8 : "MM"u8, .. Short(42), .. Long(8), .. Short(orientation == 0 ? 1 : 2), .. make, .. orientation == 0 ? [] : turned, .. Long(0), .. _secret];
    }

    private static byte[] Packed(int height, int width)
    {
        using MemoryStream packed = new();
        using (ZLibStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true)) { zip.Write(new byte[Math.Min(1 << 20, height * (1 + (3 * width)))]); }
        return packed.ToArray();
    }

    private static byte[] Word(int number) => [(byte)(number >> 8), (byte)number];

    private static byte[] BigEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var next in bytes)
        {
            sum ^= next;
            for (var bit = 0; bit < 8; bit++) { sum = (sum & 1) == 1 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1; }
        }

        return ~sum;
    }
}
