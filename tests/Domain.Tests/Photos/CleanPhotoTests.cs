using System.Text;
using TimeBank.Photos;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Photos;

public sealed class CleanPhotoTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Of_a_jpeg_what_draws_it_stays_and_nothing_else(bool little, bool progressive)
    {
        var clean = CleanPhoto.From(Pictures.Jpeg(4000, 3000, 6, little, progressive)).Done();
        Assert.Equal((PhotoFormat.Jpeg, 4000, 3000), (clean.Format, clean.Width, clean.Height));
        Assert.False(Holds(clean, Pictures.Secret));
        Assert.False(Holds(clean, "JFIF"));
        Assert.True(Holds(clean, "Adobe"));
        Assert.Equal([0xFF, 0xD8, 0xFF, 0xE1, 0, 34], clean.Bytes[..6]);
        Assert.Equal([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9], clean.Bytes[^9..]);
        // Cleaned again it is the same, byte for byte: the orientation that was written can be read.
        Assert.Equal(clean.Bytes, CleanPhoto.From(clean.Bytes).Done().Bytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void A_jpeg_that_lies_as_it_is_shown_keeps_no_word_of_it(int orientation) =>
        Assert.False(Holds(CleanPhoto.From(Pictures.Jpeg(orientation: orientation)).Done(), "Exif"));

    [Fact]
    public void Of_a_png_what_draws_it_stays_and_nothing_else()
    {
        var clean = CleanPhoto.From(Pictures.Png(40, 30)).Done();
        Assert.Equal((PhotoFormat.Png, 40, 30), (clean.Format, clean.Width, clean.Height));
        Assert.False(Holds(clean, Pictures.Secret));
        Assert.True(Holds(clean, "IHDR") && Holds(clean, "IDAT") && Holds(clean, "IEND"));
        Assert.False(Holds(clean, "tEXt") || Holds(clean, "eXIf") || Holds(clean, "tIME"));
        Assert.Equal(clean.Bytes, CleanPhoto.From(clean.Bytes).Done().Bytes);
    }

    public static TheoryData<string, byte[]> Wrong => new()
    {
        { "photo.kind", [] },
        { "photo.kind", "GIF89a"u8.ToArray() },
        { "photo.kind", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray() },
        { "photo.kind", [.. "RIFF\0\0\0\0WEBP"u8] },
        { "photo.too_large", new byte[Photo.GreatestBytes + 1] },
        { "photo.too_wide", Pictures.Jpeg(12_001, 10) },
        { "photo.too_wide", Pictures.Jpeg(10_000, 10_000) },
        { "photo.too_wide", Pictures.Png(60_000, 1) },
        { "photo.broken", Pictures.Jpeg(0, 10) },
        { "photo.broken", [0xFF, 0xD8, 0xFF, 0xD9] },
        { "photo.broken", [0xFF, 0xD8, .. Pictures.Segment(0xC0, [8, 0, 3, 0, 4, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]), 0xFF, 0xD9] },   // a frame and nothing in it
        { "photo.broken", [0xFF, 0xD8, .. Pictures.Segment(0xC9, [8, 0, 3, 0, 4, 1, 1, 0x11, 0]), 0xFF, 0xD9] },   // arithmetic: no browser draws it
        { "photo.broken", [0xFF, 0xD8, .. Pictures.Segment(0xC0, [8, 0, 3, 0, 4, 1, 1, 0x11, 0]), .. Pictures.Segment(0xC0, [8, 0, 3, 0, 4, 1, 1, 0x11, 0])] },
        { "photo.broken", [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 1] },   // a segment longer than the file
        { "photo.broken", Pictures.Png()[..^40] },
        { "photo.broken", [.. Pictures.Png()[..8], .. Pictures.Chunk("IDAT", [1]), .. Pictures.Chunk("IEND", [])] },
        { "photo.broken", [.. Pictures.Png()[..33], .. Pictures.Chunk("IEND", [])] },   // a header and no data
        { "photo.broken", [.. Pictures.Png()[..33], .. Pictures.Chunk("EVIL", [1])] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_no_picture_of_ours_is_refused_by_name(string code, byte[] file) => Assert.Equal(code, CleanPhoto.From(file).Refused().Code);

    [Fact]
    public void A_png_with_one_changed_bit_is_broken()
    {
        var file = Pictures.Png();
        file[^60] ^= 1;
        Assert.Equal("photo.broken", CleanPhoto.From(file).Refused().Code);
    }

    /// <summary>Whatever is cut off or changed: an answer, and never a read beyond the end.</summary>
    [Fact]
    public void Any_file_gets_an_answer()
    {
        Random chance = new(20261123);
        foreach (var whole in new[] { Pictures.Jpeg(), Pictures.Jpeg(progressive: true), Pictures.Png() })
        {
            for (var length = 0; length < whole.Length; length++) { _ = CleanPhoto.From(whole.AsSpan(0, length)); }
            for (var round = 0; round < 5000; round++)
            {
                var changed = (byte[])whole.Clone();
                for (var i = 0; i < 4; i++) { changed[chance.Next(changed.Length)] = (byte)chance.Next(256); }
                if (CleanPhoto.From(changed).IsDone(out var clean, out _)) { Assert.True(CleanPhoto.From(clean.Bytes).IsDone(out var again, out _) && again.Bytes.AsSpan().SequenceEqual(clean.Bytes)); }
            }
        }
    }

    private static bool Holds(CleanPhoto photo, string text) => photo.Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
