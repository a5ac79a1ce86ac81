using System.Globalization;
using TimeBank.Orders;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>Everybody who may appear in a story; the pure tests and the town have a person for each.</summary>
internal enum Part { Resident, Volunteer, Second, Third, Dispatcher, Colleague, Manager, OtherManager, Stranger, Worker }

/// <summary>One thing that is tried. What it is about, and how, follows from the moment and from <paramref name="Pick"/>.</summary>
/// <param name="Wait">Minutes that pass first; <see cref="ToThePlan"/>: until the wanted time, if somebody has accepted.</param>
/// <param name="Deed">An order action, or another deed that the stage of the story knows.</param>
internal sealed record Step(int Wait, Part Who, string Deed, int Pick)
{
    public const int ToThePlan = -1;

    /// <summary>A deed that is possible now, by somebody who may: a walk of these gets deep. <see cref="Who"/> does it if it is theirs as well.</summary>
    public const string Next = "Next";

    public DateTimeOffset Until(Order order, DateTimeOffset now) =>
        Wait != ToThePlan ? now.AddMinutes(Wait) : order.State is OrderState.Accepted && order.WantedFrom > now ? order.WantedFrom : now;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Wait == ToThePlan ? "plan" : Wait)} {Who} {Deed} {Pick}");

    public static Step Parse(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var wait, var who, var deed, var pick] => new(
            wait == "plan" ? ToThePlan : int.Parse(wait, CultureInfo.InvariantCulture), Enum.Parse<Part>(who), deed, int.Parse(pick, CultureInfo.InvariantCulture)),
        _ => throw new FormatException($"A step is \"wait who deed pick\": {text}"),
    };
}

/// <summary>Random steps by random people, written so that a person can read them and a test can live them again.</summary>
internal sealed record Story(int Places, IReadOnlyList<Step> Steps)
{
    /// <summary>Set, a property lives this one story alone; see tests/README.md.</summary>
    public const string Setting = "STORY";

    public static Story? Wanted => Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } text ? Parse(text) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Places}; {string.Join("; ", Steps)}");

    public static Story Parse(string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new(int.Parse(parts[0], CultureInfo.InvariantCulture), [.. parts[1..].Select(Step.Parse)]);
    }
}

/// <summary>What was promised did not hold. The message is the story so far, line by line, and how to live it again.</summary>
internal sealed class PromiseBroken(string promise, Story story, IReadOnlyList<string> told)
    : Exception($"{promise}\n{string.Join('\n', told)}\nAgain: {Story.Setting}='{story}'");
