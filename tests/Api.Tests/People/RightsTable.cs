using System.Text;
using System.Text.Json;
using TimeBank.Events;
using TimeBank.People;

namespace TimeBank.Api.Tests.People;

/// <summary>Asks everything of the Api as everybody, and writes down who may.</summary>
internal static class RightsTable
{
    private const int LabelWidth = 36;
    private const int CellWidth = 9;

    public static async Task<string> WriteAsync(Api api)
    {
        RightsStage stage = new(api);
        await stage.SetAsync();
        List<(string Place, Right? Right, HttpClient Client)> people = [];
        foreach (var (place, right, person) in stage.People) { people.Add((place, right, await api.Host.AsAsync(person))); }

        StringBuilder table = new(Legend);
        foreach (var room in RightsQuestion.All.GroupBy(q => q.Room))
        {
            table.Append($"\n\n{room.Key}\n  {"",-LabelWidth} {string.Concat(RightsStage.Places.Select(p => p.PadRight(CellWidth)))}the no\n");
            foreach (var question in room) { await WriteLineAsync(table, question, stage, people); }
        }

        foreach (var (_, _, client) in people) { client.Dispose(); }
        return table.Append("\n\nOWN OR PUBLIC, whatever the appointment\n").AppendJoin('\n', RightsQuestion.OwnOrPublic.Select(route => $"  {route}")).Append('\n').ToString();
    }

    private static async Task WriteLineAsync(StringBuilder table, RightsQuestion question, RightsStage stage, List<(string Place, Right? Right, HttpClient Client)> people)
    {
        var cells = RightsStage.Places.ToDictionary(p => p, _ => "");
        SortedSet<string> codes = new(StringComparer.Ordinal);
        foreach (var (place, right, client) in people)
        {
            if (question.Changes) { await stage.RenewAsync(); }
            var body = question.Body(stage) is { } form ? JsonSerializer.Serialize(form, WireJson.Options) : null;
            var reply = await client.SendAsync(new HttpMethod(question.Route.Split(' ')[0]), $"/api/v1{question.Path(stage)}", body);
            var (may, code) = question.Read(reply);
            cells[place] += may switch { true => right?.ToString()[0] ?? 'x', false => '-', null => '.' };
            if (code is not null) { codes.Add(code); }
        }

        table.Append($"  {question.What,-LabelWidth} {string.Concat(RightsStage.Places.Select(p => cells[p].PadRight(CellWidth)))}{string.Join(", ", codes)}".TrimEnd()).Append('\n');
    }

    private const string Legend =
        """
        Who may do what where, by appointment. Every cell was asked of the running Api over HTTP.
        Written by Api.Tests and compared with the answers at each test run; a person reads each change.

        A cell has one sign for each right, in this order:
          D  dispatcher    M  manager    S  supervisor    A  administrator
          -  may not, and is told so (403)
          .  for them it does not exist (404)
          x  may, without any appointment

        THE PLACES, seen from a station
          here     appointed at this very station
          above    at the office above it
          top      at the city, the root of the tree
          below    at a point below it
          sister   at another station of the same office
          county   in another county of the city
          lapsed   at this station, until some days ago
          to come  at this station, from some day to come
          none     no appointment at all

        Steps of orders are asked with an old version: whoever has the right hears that the order has moved on. What else must hold (the state, whose family it is,
        that two people agree) is not this table's: see src/Domain/Orders/OrderLifecycle.table.txt.
        """;
}
