namespace TimeBank.Api.Http;

/// <summary>What a creation answers when there is nothing to tell beyond which one it is.</summary>
public sealed record Made(Guid Id)
{
    public static Outcome<Made> Of(Outcome<Guid> outcome) => outcome.Then<Made>(id => new Made(id));
}
