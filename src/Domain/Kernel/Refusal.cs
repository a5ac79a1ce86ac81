namespace TimeBank;

/// <summary>What sort of "no" it is; the edge turns it into an HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>It does not exist for this caller, or not at all: the answer is the same.</summary>
    NotFound,

    /// <summary>In the caller's sight, but not theirs to do.</summary>
    Forbidden,

    /// <summary>Not in this state, or somebody was faster.</summary>
    Conflict,

    /// <summary>The input can never be done as it stands.</summary>
    Invalid,
}

/// <summary>A "no" as a value. Codes are public, stable and never reused.</summary>
/// <param name="Code">For programs: <c>noun.reason</c>, lower case with underscores.</param>
/// <param name="English">For people: what is wrong and what to do now.</param>
/// <param name="Chinese">The same, as a neighbour would say it.</param>
public sealed record Refusal(string Code, RefusalKind Kind, string English, string Chinese)
{
    /// <summary>What a program may need to go on: the state, the allowed actions, the candidates. Never personal data of others.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();

    public Refusal With(string name, object? value) => this with { Facts = new Dictionary<string, object?>(Facts) { [name] = value } };
}
