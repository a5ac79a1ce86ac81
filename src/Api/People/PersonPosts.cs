using TimeBank.Api.Http;
using TimeBank.People;

namespace TimeBank.Api.People;

public static class PersonPosts
{
    public static void MapPersonPosts(this RouteGroupBuilder posts) => posts.MapPost("/volunteer/beginning", async (Posted posted, BecomeVolunteer volunteers, CancellationToken ct) =>
        posted.Answer(await volunteers.BecomeAsync(posted.Key, posted.PersonId, posted.PersonId, ct)));
}
