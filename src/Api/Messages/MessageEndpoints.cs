using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Messages;

namespace TimeBank.Api.Messages;

/// <param name="Next">Hand it back as the cursor to go on; null on the last page.</param>
/// <param name="Unread">Of all the caller's messages.</param>
public sealed record MessagePage(IReadOnlyList<MessageView> Items, string? Next, int Unread);

public static class MessageEndpoints
{
    public static void MapMessages(this RouteGroupBuilder api)
    {
        var messages = api.MapGroup("/messages").WithTags("messages");
        messages.MapGet("/", ListAsync).WithSummary("站内信: the caller's messages in both languages, the newest first, and how many are unread.");
        messages.MapPost("/read", async (Asked asked, MarkRead messages, CancellationToken ct) => (await messages.MarkAllAsync(asked.Key, asked.PersonId, ct)).ToNoContent())
            .WithSummary("The caller has seen all of them.");
        messages.MapPost("/{id:guid}/read", ReadAsync).WithSummary("The caller has seen it.");
    }

    private static async Task<Ok<MessagePage>> ListAsync(
        Caller caller, MessageQueries messages, CancellationToken ct, Guid? cursor = null, [Range(1, Page.GreatestSize)] int size = 50)
    {
        var page = await messages.OwnAsync(caller.PersonId, cursor, size, ct);
        return TypedResults.Ok(new MessagePage(page.Items, page.Next, await messages.UnreadAsync(caller.PersonId, ct)));
    }

    private static async Task<Results<NoContent, Problem>> ReadAsync(Guid id, Asked asked, MarkRead messages, CancellationToken ct) =>
        (await messages.MarkAsync(asked.Key, asked.PersonId, id, ct)).ToNoContent();
}
