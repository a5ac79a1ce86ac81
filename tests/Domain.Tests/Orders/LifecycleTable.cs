using System.Text;
using TimeBank.Orders;
using TimeBank.TestKit;
using static TimeBank.TestKit.Cast;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>Writes down what the code answers to every action at every moment, for a person to read.</summary>
internal static class LifecycleTable
{
    private const int LabelWidth = 22;
    private const string NotTheirs = "-";
    private const string NotNow = "not now";
    private const string Unseen = "404";

    private sealed record Column(string Name, Relation Relation, Func<OrderLife, TableContext, Guid?> Person);

    /// <param name="Cells">One for each column; null: nobody stands there at this moment. Null altogether: the action has no subject here.</param>
    private sealed record Line(TableContext Context, OrderState State, TableQuestion Question, string?[]? Cells);

    private static readonly Column[] _columns =
    [
        new("orderer", Relation.Orderer, (_, _) => Resident),
        new("offered", Relation.Offered, (_, context) => context.Offered ?? Guid.Empty),
        new("assigned", Relation.Assigned, (life, _) => life.Order.Assignments.Any(a => a.PersonId == Volunteer) ? Volunteer : Guid.Empty),
        new("dispatcher", Relation.Dispatcher, (_, _) => Dispatcher),
        new("manager", Relation.Dispatcher | Relation.Manager, (_, _) => Manager),
        new("other", Relation.None, (_, _) => Stranger),
        new("worker", Relation.Worker, (_, _) => TheWorker),
    ];

    public static string Write()
    {
        List<Line> lines = [.. from context in TableContext.All
                               let state = context.Live().Order.State
                               from question in TableQuestion.All
                               select new Line(context, state, question, Answers(context, question))];
        var widths = _columns.Select((column, i) => 2 + lines.Max(line => Math.Max(column.Name.Length, line.Cells?[i]?.Length ?? 0))).ToArray();
        var mayAsk = TableQuestion.All.Select(q => q.Action).Distinct().ToDictionary(action => action, action => _columns.Select((_, i) => MayAsk(lines, action, i)).ToArray());

        var table = new StringBuilder();
        WriteLegend(table, lines, mayAsk);
        foreach (var moment in lines.GroupBy(line => (line.State, line.Context))) { WriteMoment(table, [.. moment], widths, mayAsk); }
        return table.ToString();
    }

    private static string?[]? Answers(TableContext context, TableQuestion question) =>
        question.Ask(context.Live(), context) is null ? null : [.. _columns.Select(column => Answer(context, column, question))];

    private static string? Answer(TableContext context, Column column, TableQuestion question)
    {
        var life = context.Live();
        var person = column.Person(life, context);
        if (person == Guid.Empty) { return null; }
        return life.Try(person, question.Ask(life, context)!, column.Relation)?.Code switch
        {
            null => life.Order.State.ToString(),
            "order.not_yours" => NotTheirs,
            "order.not_now" => NotNow,
            "order.not_found" => Unseen,
            var code => code,
        };
    }

    private static bool MayAsk(List<Line> lines, OrderAction action, int column) =>
        lines.Any(line => line.Question.Action == action && line.Cells?[column] is not (null or NotTheirs or Unseen));

    /// <summary>Everybody whom the legend names for this action hears "not now", everybody else that it is not theirs: nothing to see.</summary>
    private static bool IsQuiet(Line line, bool[] mayAsk) =>
        line.Cells!.Select((cell, i) => cell is null || cell == (_columns[i].Relation is Relation.None ? Unseen : mayAsk[i] ? NotNow : NotTheirs)).All(same => same);

    private static void WriteLegend(StringBuilder table, List<Line> lines, Dictionary<OrderAction, bool[]> mayAsk)
    {
        table.Append(Legend).Append("\nWHO MAY ASK AT ALL\n");
        foreach (var (action, columns) in mayAsk)
        {
            table.Append($"  {action,-LabelWidth} {string.Join(", ", _columns.Where((_, i) => columns[i]).Select(column => column.Name))}\n");
        }

        var used = lines.SelectMany(line => line.Cells ?? []).ToHashSet();
        table.Append("\nREFUSALS BY CODE\n");
        foreach (var refusal in Refusals.Of(typeof(OrderRefusals)).Where(r => used.Contains(r.Code)).OrderBy(r => r.Code, StringComparer.Ordinal))
        {
            table.Append($"  {refusal.Code,-26} {refusal.English}\n");
        }
    }

    private static void WriteMoment(StringBuilder table, List<Line> lines, int[] widths, Dictionary<OrderAction, bool[]> mayAsk)
    {
        var (state, story) = (lines[0].State, lines[0].Context.Story);
        var asked = lines.Where(line => line.Cells is not null).ToLookup(line => IsQuiet(line, mayAsk[line.Question.Action]));
        var stands = asked.SelectMany(some => some).First().Cells!;
        table.Append($"\n\n{state.ToString().ToUpperInvariant()}: {story}\n");
        if (asked[false].Any()) { WriteRow("", [.. _columns.Select((column, i) => stands[i] is null ? null : column.Name)]); }
        foreach (var line in asked[false]) { WriteRow(line.Question.Label, line.Cells!); }
        WriteNames(NotNow, asked[true]);
        WriteNames("nothing to ask about", lines.Where(line => line.Cells is null));

        void WriteRow(string label, string?[] cells) =>
            table.Append($"  {label,-LabelWidth} {string.Concat(cells.Select((cell, i) => (cell ?? "").PadRight(widths[i])))}".TrimEnd()).Append('\n');

        void WriteNames(string title, IEnumerable<Line> some)
        {
            var names = Names([.. some.Select(line => line.Question)]);
            foreach (var (part, i) in names.Chunk(12).Select((part, i) => (part, i))) { table.Append($"  {(i == 0 ? title : ""),-LabelWidth} {string.Join(", ", part)}\n"); }
        }
    }

    /// <summary>An action's name alone where all its lines are meant.</summary>
    private static IEnumerable<string> Names(List<TableQuestion> questions) => questions
        .Select(q => TableQuestion.All.Where(other => other.Action == q.Action).All(questions.Contains) ? q.Action.ToString() : $"{q.Action} ({q.How})")
        .Distinct();

    private const string Legend =
        """
        What an order answers to every action, at every moment of its life, to everybody.
        Written by Domain.Tests from the code and compared with it at each test run; a person reads each change.

        A cell is the order's state after the action, or the refusal:
          -           not theirs to do on this order (order.not_yours, 403)
          not now     the state does not allow it (order.not_now, 409; it names the state and what is allowed)
          404         for them this order does not exist (order.not_found)
          code        another refusal, by its code; see below
        An empty column: nobody stands in that relation at that moment. Actions that nobody could take stand in one line below the rest.

        THE COLUMNS
          orderer     who ordered, for themselves here
          offered     a volunteer who was asked, or sees it in the pool
          assigned    the volunteer who has, or had, the place that is asked about
          dispatcher  the one at the order's site or above who dispatched it, and vouched where somebody vouched
          manager     a manager of the site or above, who did neither and has proposed nothing
          other       anybody else; a supervisor sees the order but hears "-" to every action
          worker      the background worker, which answers to clocks

        """;
}
