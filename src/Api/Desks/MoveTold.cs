using Microsoft.Extensions.Localization;
using TimeBank.Api.Layout;
using TimeBank.Desks;
using TimeBank.Orders;

namespace TimeBank.Api.Desks;

/// <summary>Whoever comes second at an order hears what the first has just done: 王芳刚刚派给了李师傅.</summary>
public sealed class MoveTold(LatestMoveQueries moves, IStringLocalizer<DeskWords> words, IStringLocalizer<SharedWords> shared)
{
    /// <param name="seen">The version that the page showed.</param>
    public async Task<Outcome<T>> InWordsAsync<T>(Outcome<T> answer, Guid callerId, Guid orderId, int? seen, CancellationToken ct)
    {
        if (answer is not Outcome<T>.Refused(var why) || why.Code != OrderRefusals.Moved.Code || seen is not { } version) { return answer; }
        if (await moves.SinceAsync(callerId, orderId, version, ct) is not { } move) { return answer; }
        var said = Sentence(move);
        return why with { Chinese = said, English = said };   // drawn at once, in the language of this request
    }

    private string Sentence(LatestMove move)
    {
        var actor = move.Actor ?? words["Moved.Worker"];
        var to = string.Join(words["Comma"], move.ToPool ? [.. move.Offered, shared["Pool"]] : move.Offered);
        var what = move.Offered.Count > 0 || move.ToPool ? words["Moved.Offered", actor, to] : words["Moved.Did", actor, words[$"Event.{move.Event}"].Value];
        return $"{what.Value}{words["Moved.LookAgain"].Value}";
    }
}
