using TimeBank.Photos;
using TimeBank.Storage;

namespace TimeBank.Api.Photos;

/// <summary>Photos as pages send them, several in one form.</summary>
public static class PhotoForms
{
    /// <summary>Three photos and what is written beside them.</summary>
    public const long GreatestBytes = (Photo.MostPerOrder * Photo.GreatestBytes) + (2 * 1024 * 1024);

    /// <summary>Each under a key of its own, made from the form's: sent twice they are kept once.</summary>
    /// <returns>The first "no"; null when all were kept.</returns>
    public static async Task<Refusal?> AddAllAsync(this AddPhoto photos, CommandKey key, Guid orderId, IFormFileCollection files, CancellationToken ct)
    {
        Refusal? first = null;
        foreach (var (file, index) in files.Where(f => f.Length > 0).Select((f, i) => (f, i)))
        {
            if (file.Length > Photo.GreatestBytes)
            {
                first ??= PhotoRefusals.TooLarge;
                continue;
            }

            using MemoryStream whole = new((int)file.Length);
            await file.CopyToAsync(whole, ct);
            var kept = await photos.AddAsync(new(key.CallerId, $"{key.Key}-{index}", key.Hash), key.CallerId, orderId, whole.ToArray(), ct);
            if (!kept.IsDone(out _, out var why)) { first ??= why; }
        }

        return first;
    }
}
