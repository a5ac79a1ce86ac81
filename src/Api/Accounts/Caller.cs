namespace TimeBank.Api.Accounts;

/// <summary>Who is signed in: an endpoint names this parameter instead of reading claims.</summary>
public sealed record Caller(Guid PersonId, Guid AccountId)
{
    /// <exception cref="InvalidOperationException">The endpoint lets in people who are not signed in: a bug of ours.</exception>
    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>() ?? throw new InvalidOperationException($"{context.Request.Path} asks for a caller but lets anybody in."));
}
