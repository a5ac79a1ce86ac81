using System.Buffers.Binary;

namespace TimeBank.Photos;

/// <summary>Copies the segments of a JPEG that draw it (ITU-T T.81, annex B). Application data and comments stay behind, save the orientation, which is written anew,
/// and the colour transform of Adobe's marker, without which some pictures turn green.</summary>
internal static class JpegPhoto
{
    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, Adobe = 0xEE, Exif = 0xE1;

    /// <summary>A progressive picture has ten or so; thousands of them only keep a reader busy.</summary>
    private const int MostScans = 100;

    public static bool Is(ReadOnlySpan<byte> file) => file is [0xFF, StartOfImage, 0xFF, ..];

    public static Outcome<CleanPhoto> Clean(ReadOnlySpan<byte> file)
    {
        using MemoryStream drawn = new(file.Length);
        var (at, scans, size, orientation) = (2, 0, (Width: 0, Height: 0), 1);
        while (ReadMarker(file, ref at) is { } marker)
        {
            if (marker == EndOfImage) { return scans == 0 ? PhotoRefusals.Broken : Finish(drawn, size, orientation); }
            if (!TryReadSegment(file, ref at, out var segment)) { break; }
            if (marker is >= 0xE0 and <= 0xEF or 0xFE)
            {
                if (marker == Exif) { orientation = ExifOrientation.In(segment) ?? orientation; }
                if (marker == Adobe && segment is [_, _, (byte)'A', (byte)'d', (byte)'o', (byte)'b', (byte)'e', _, _, _, _, _, _, _]) { Write(drawn, marker, segment); }
                continue;
            }

            if (IsFrame(marker))
            {
                if (size != default || ReadFrame(marker, segment) is not { } frame) { return PhotoRefusals.Broken; }
                if (CleanPhoto.WrongWith(frame.Width, frame.Height) is { } wrong) { return wrong; }
                size = frame;
            }

            if (marker is not (0xC4 or 0xDB or 0xDD or StartOfScan) && !IsFrame(marker)) { return PhotoRefusals.Broken; }
            Write(drawn, marker, segment);
            if (marker != StartOfScan) { continue; }
            if (size == default || ++scans > MostScans) { return PhotoRefusals.Broken; }
            var end = EndOfScan(file, at);
            drawn.Write(file[at..end]);
            at = end;
        }

        return PhotoRefusals.Broken;
    }

    /// <summary>Baseline, extended and progressive, Huffman coded: what cameras make and every browser draws.</summary>
    private static bool IsFrame(byte marker) => marker is 0xC0 or 0xC1 or 0xC2;

    private static (int Width, int Height)? ReadFrame(byte marker, ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 8 || segment[2] != 8) { return null; }
        var components = segment[7];
        if (components is not (1 or 3 or 4) || segment.Length != 8 + (3 * components) || !IsFrame(marker)) { return null; }
        return (BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
    }

    private static byte? ReadMarker(ReadOnlySpan<byte> file, ref int at)
    {
        if (at >= file.Length || file[at] != 0xFF) { return null; }
        while (at < file.Length && file[at] == 0xFF) { at++; }   // fill bytes
        return at < file.Length ? file[at++] : null;
    }

    /// <param name="segment">With the two bytes of its length.</param>
    private static bool TryReadSegment(ReadOnlySpan<byte> file, ref int at, out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (file.Length - at < 2) { return false; }
        var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        if (length < 2 || length > file.Length - at) { return false; }
        segment = file.Slice(at, length);
        at += length;
        return true;
    }

    /// <summary>The next marker that is neither a stuffed zero nor a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> file, int from)
    {
        for (var at = from; at < file.Length - 1; at++)
        {
            if (file[at] == 0xFF && file[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7))) { return at; }
        }

        return file.Length;
    }

    private static void Write(MemoryStream drawn, byte marker, ReadOnlySpan<byte> segment)
    {
        drawn.Write([0xFF, marker]);
        drawn.Write(segment);
    }

    private static CleanPhoto Finish(MemoryStream drawn, (int Width, int Height) size, int orientation) => new(
        PhotoFormat.Jpeg, size.Width, size.Height, [0xFF, StartOfImage, .. orientation == 1 ? [] : ExifOrientation.Segment(orientation), .. drawn.ToArray(), 0xFF, EndOfImage]);
}
