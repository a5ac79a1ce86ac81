namespace TimeBank.Photos;

/// <summary>A picture as it may be kept: what is drawn and nothing else. No place, no time, no camera, no thumbnail, nothing after its end.</summary>
public sealed record CleanPhoto(PhotoFormat Format, int Width, int Height, byte[] Bytes)
{
    /// <summary>A long edge of a 50-megapixel telephone, and what an old telephone can still unpack.</summary>
    private const int GreatestEdge = 12_000;

    private const long MostPixels = 50_000_000;

    /// <summary>Looks at the content alone: names and declared types are only claims.</summary>
    public static Outcome<CleanPhoto> From(ReadOnlySpan<byte> file) => file.Length > Photo.GreatestBytes ? PhotoRefusals.TooLarge
        : JpegPhoto.Is(file) ? JpegPhoto.Clean(file)
        : PngPhoto.Is(file) ? PngPhoto.Clean(file)
        : PhotoRefusals.Kind;

    /// <summary>Small files can unpack to gigabytes: the promise of the header is bounded before anybody's browser believes it.</summary>
    internal static Refusal? WrongWith(int width, int height) =>
        width < 1 || height < 1 ? PhotoRefusals.Broken
        : width > GreatestEdge || height > GreatestEdge || (long)width * height > MostPixels ? PhotoRefusals.TooWide
        : null;
}
