namespace TimeBank.Photos;

public enum PhotoFormat { Jpeg, Png }

/// <summary>A picture of what is needed. The bytes are sealed, without metadata, and were read whole before they were stored.</summary>
public sealed class Photo
{
    /// <summary>Of one file as it is sent.</summary>
    public const int GreatestBytes = 4 * 1024 * 1024;

    public const int MostPerOrder = 3;

    public required Guid Id { get; init; }
    public required Guid OrderId { get; init; }
    public required PhotoFormat Format { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required byte[] Sealed { get; init; }
    public required Guid AddedById { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>Without the picture itself.</summary>
public sealed record PhotoView(Guid Id, PhotoFormat Format, int Width, int Height, DateTimeOffset AddedAt);

/// <param name="ContentType">One of two, never what the sender said.</param>
public sealed record PhotoContent(byte[] Bytes, string ContentType);
