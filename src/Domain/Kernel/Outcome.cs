using System.Diagnostics.CodeAnalysis;

namespace TimeBank;

/// <summary>Done with a value, or refused with a reason. Only bugs and outages throw.</summary>
#pragma warning disable CA1034 // the two cases are read as Outcome<T>.Done and Outcome<T>.Refused
public abstract record Outcome<T>
{
    private Outcome() { }

    public sealed record Done(T Value) : Outcome<T>;

    public sealed record Refused(Refusal Why) : Outcome<T>;

#pragma warning disable CA2225 // Done and Refused are the named alternatives
    public static implicit operator Outcome<T>(T value) => new Done(value);

    public static implicit operator Outcome<T>(Refusal why) => new Refused(why);
#pragma warning restore CA2225

    /// <summary>For code that goes on with the value: <c>if (!found.IsDone(out var person, out var why)) { return why; }</c></summary>
    public bool IsDone([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? why)
    {
        value = this is Done done ? done.Value : default;
        why = (this as Refused)?.Why;
        return why is null;
    }

    /// <summary>Goes on with the value, or hands the refusal on.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => this switch
    {
        Done(var value) => next(value),
        Refused(var why) => why,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
