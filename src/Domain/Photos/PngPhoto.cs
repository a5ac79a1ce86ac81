using System.Buffers.Binary;

namespace TimeBank.Photos;

/// <summary>Copies the chunks of a PNG that draw it (PNG, third edition, 5 and 11): header, palette, transparency, data, end. Texts, times, Exif and animations stay behind.</summary>
internal static class PngPhoto
{
    private const int Around = 12;   // length, name and checksum of a chunk

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static Outcome<CleanPhoto> Clean(ReadOnlySpan<byte> file)
    {
        using MemoryStream drawn = new(file.Length);
        drawn.Write(Signature);
        var rest = file[Signature.Length..];
        var (size, hasData) = ((Width: 0, Height: 0), false);
        while (TryReadChunk(ref rest, out var chunk))
        {
            var name = chunk[4..8];
            var content = chunk[8..^4];
            if (size == default)
            {
                if (!name.SequenceEqual("IHDR"u8) || ReadHeader(content) is not { } header) { return PhotoRefusals.Broken; }
                if (CleanPhoto.WrongWith(header.Width, header.Height) is { } wrong) { return wrong; }
                size = header;
            }
            else if (name.SequenceEqual("IDAT"u8)) { hasData = true; }
            else if (name.SequenceEqual("IEND"u8))
            {
                if (!hasData || content.Length != 0) { return PhotoRefusals.Broken; }
                drawn.Write(chunk);
                return new CleanPhoto(PhotoFormat.Png, size.Width, size.Height, drawn.ToArray());
            }
            else if (!name.SequenceEqual("PLTE"u8) && !name.SequenceEqual("tRNS"u8))
            {
                // A small first letter: readers may do without it. A capital one that nobody knows cannot be drawn.
                if (!char.IsAsciiLetterLower((char)name[0])) { return PhotoRefusals.Broken; }
                continue;
            }

            drawn.Write(chunk);
        }

        return PhotoRefusals.Broken;
    }

    /// <param name="chunk">Whole: length, name, content, checksum, which has been compared.</param>
    private static bool TryReadChunk(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> chunk)
    {
        chunk = default;
        if (rest.Length < Around) { return false; }
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - Around) { return false; }
        chunk = rest[..((int)length + Around)];
        rest = rest[chunk.Length..];
        return Checksum.Of(chunk[4..^4]) == BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]);
    }

    private static (int Width, int Height)? ReadHeader(ReadOnlySpan<byte> content)
    {
        if (content.Length != 13) { return null; }
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
        var isKnown = (Depth: content[8], Colour: content[9]) is (1 or 2 or 4 or 8 or 16, 0) or (8 or 16, 2 or 4 or 6) or (1 or 2 or 4 or 8, 3);
        return width >= 1 && height >= 1 && isKnown && content[10] == 0 && content[11] == 0 && content[12] <= 1 ? (width, height) : null;
    }
}
