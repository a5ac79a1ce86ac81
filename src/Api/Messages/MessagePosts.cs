using TimeBank.Api.Http;
using TimeBank.Messages;

namespace TimeBank.Api.Messages;

/// <summary>Opening a message marks it as read and leads to what it is about.</summary>
public static class MessagePosts
{
    public static void MapMessagePosts(this RouteGroupBuilder posts)
    {
        posts.MapPost("/messages/read", async (Posted posted, MarkRead messages, CancellationToken ct) => posted.Answer(await messages.MarkAllAsync(posted.Key, posted.PersonId, ct)));
        posts.MapPost("/messages/{id:guid}/opening", async (Guid id, Posted posted, MarkRead messages, MessageQueries queries, CancellationToken ct) =>
        {
            var opened = await messages.MarkAsync(posted.Key, posted.PersonId, id, ct);
            var subject = await queries.SubjectAsync(posted.PersonId, id, ct);
            return posted.Answer(opened, _ => subject is null ? posted.Back : MessageAddresses.Of(subject) ?? posted.Back);
        });
    }
}

/// <summary>Where a message leads, by what it tells and what the reader is to its order. Pure.</summary>
public static class MessageAddresses
{
    public static bool LeadsOn(MessageView message) => message.OrderId is not null || IsAboutMinutes(message.Kind) || message.Kind == MessageTexts.RelativeAdded;

    public static string? Of(MessageSubject subject) => subject switch
    {
        { Kind: var kind } when IsAboutMinutes(kind) => "/passbook",
        { Kind: MessageTexts.RelativeAdded } => "/me/relatives",
        { OrderId: null } => null,
        { Kind: "offer.made" } => "/offers",
        { IsTheirs: true, OrderId: { } order } => $"/orders/{order}",
        { IsVisitor: true, OrderId: { } order } => $"/visits/{order}",
        { Kind: "offer.recalled" } => "/offers",
        { OrderId: { } order } => $"/desk/orders/{order}",
    };

    private static bool IsAboutMinutes(string kind) => kind.StartsWith("minutes.", StringComparison.Ordinal);
}
