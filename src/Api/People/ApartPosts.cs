using TimeBank.Api.Http;
using TimeBank.People;

namespace TimeBank.Api.People;

/// <summary>Never meet somebody again, from any page that shows who it is.</summary>
public static class ApartPosts
{
    public static void MapApartPosts(this RouteGroupBuilder posts)
    {
        posts.MapPost("/apart/{id:guid}", async (Guid id, Posted posted, KeepApart apart, CancellationToken ct) =>
            posted.Answer(await apart.KeepAsync(posted.Key, posted.PersonId, posted.PersonId, id, ct)));
        posts.MapPost("/apart/{id:guid}/lifted", async (Guid id, Posted posted, KeepApart apart, CancellationToken ct) =>
            posted.Answer(await apart.LiftAsync(posted.Key, posted.PersonId, posted.PersonId, id, ct)));
    }
}
