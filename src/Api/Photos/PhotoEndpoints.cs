using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Photos;

namespace TimeBank.Api.Photos;

public static class PhotoEndpoints
{
    public static void MapPhotos(this RouteGroupBuilder api)
    {
        var photos = api.MapGroup("/orders/{id:guid}/photos").WithTags("photos");
        photos.MapPost("/", AddAsync).WithMetadata(new PhotoBody()).Accepts<Stream>("image/jpeg", "image/png")
            .WithSummary("A JPEG or PNG of at most 4 MB, as the body itself; three for an order. What is not the picture is taken out.");
        photos.MapGet("/", ListAsync).WithSummary("The photos of an order, for whoever may read its need.");
        photos.MapGet("/{photoId:guid}", OpenAsync).Produces(StatusCodes.Status200OK, contentType: "image/jpeg", additionalContentTypes: "image/png").WithSummary("One photo.");
        photos.MapDelete("/{photoId:guid}", RemoveAsync).WithSummary("Taken away for good.");
    }

    private static async Task<Results<Created<Made>, Problem>> AddAsync(Guid id, Asked asked, Stream body, AddPhoto photos, CancellationToken ct) =>
        Made.Of(await photos.AddAsync(asked.Key, asked.PersonId, id, await WholeAsync(body, ct), ct)).ToCreated(photo => $"/api/v1/orders/{id}/photos/{photo.Id}");

    private static async Task<Results<Ok<PhotoView[]>, Problem>> ListAsync(Guid id, Caller caller, PhotoQueries photos, CancellationToken ct) =>
        (await photos.OfOrderAsync(caller.PersonId, id, ct)).ToHttp();

    private static async Task<Results<FileContentHttpResult, Problem>> OpenAsync(Guid id, Guid photoId, Caller caller, PhotoQueries photos, CancellationToken ct) =>
        (await photos.OpenAsync(caller.PersonId, id, photoId, ct)).IsDone(out var photo, out var why) ? TypedResults.File(photo.Bytes, photo.ContentType) : new Problem(why);

    private static async Task<Results<NoContent, Problem>> RemoveAsync(Guid id, Guid photoId, Asked asked, RemovePhoto photos, CancellationToken ct) =>
        (await photos.RemoveAsync(asked.Key, asked.PersonId, id, photoId, ct)).ToNoContent();

    private static async Task<byte[]> WholeAsync(Stream body, CancellationToken ct)
    {
        using MemoryStream whole = new();
        await body.CopyToAsync(whole, ct);
        return whole.ToArray();
    }

    /// <summary>A little more than a photo may have, so that one of 4.5 MB hears what to do.</summary>
    private sealed class PhotoBody : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Photo.GreatestBytes + (1024 * 1024);
    }
}
