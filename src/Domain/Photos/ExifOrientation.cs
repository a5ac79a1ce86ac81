using System.Buffers.Binary;

namespace TimeBank.Photos;

/// <summary>Which way up a telephone was held: one number of the Exif block, and all of it that is kept. Without it a photo taken upright lies on its side.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112, Short = 3;
    private const int EntryBytes = 12;

    /// <param name="segment">An APP1 segment with the two bytes of its length.</param>
    /// <returns>2 to 8; null where there is none, or it is 1, or the block cannot be read: then the picture is shown as it lies.</returns>
    public static int? In(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 16 || !segment[2..8].SequenceEqual("Exif\0\0"u8)) { return null; }
        var tiff = segment[8..];
        var little = tiff[..2].SequenceEqual("II"u8);
        if (!little && !tiff[..2].SequenceEqual("MM"u8)) { return null; }
        var directory = Long(tiff[4..], little);
        if (directory > tiff.Length - 2) { return null; }
        var entries = tiff[((int)directory + 2)..];
        var count = Word(tiff[(int)directory..], little);
        for (var i = 0; i < count && entries.Length >= (i + 1) * EntryBytes; i++)
        {
            var entry = entries[(i * EntryBytes)..];
            if (Word(entry, little) == Tag && Word(entry[2..], little) == Short) { return Word(entry[8..], little) is var value and >= 2 and <= 8 ? value : null; }
        }

        return null;
    }

    /// <summary>An APP1 segment that says this and nothing else.</summary>
    public static byte[] Segment(int orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8,
        .. "MM"u8, 0, 42, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, (byte)Short, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
        0, 0, 0, 0,
    ];

    private static ushort Word(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
