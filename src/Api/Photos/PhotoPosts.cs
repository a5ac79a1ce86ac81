using Microsoft.AspNetCore.Http.Metadata;
using TimeBank.Api.Http;
using TimeBank.Photos;

namespace TimeBank.Api.Photos;

public static class PhotoPosts
{
    public static void MapPhotoPosts(this RouteGroupBuilder posts)
    {
        posts.MapPost("/orders/{id:guid}/photos", async (Guid id, Posted posted, AddPhoto photos, CancellationToken ct) =>
            posted.Answer(await photos.AddAllAsync(posted.Key, id, posted.Form.Files, ct) is { } why ? (Outcome<Guid>)why : id)).WithMetadata(new PhotoBodies());
        posts.MapPost("/orders/{id:guid}/photos/{photoId:guid}/removals", async (Guid id, Guid photoId, Posted posted, RemovePhoto photos, CancellationToken ct) =>
            posted.Answer(await photos.RemoveAsync(posted.Key, posted.PersonId, id, photoId, ct)));
    }

    private sealed class PhotoBodies : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => PhotoForms.GreatestBytes;
    }
}
