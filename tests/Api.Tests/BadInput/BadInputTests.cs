using TimeBank.People;
using TimeBank.Sites;

namespace TimeBank.Api.Tests.BadInput;

/// <summary>Everything wrong in every field of every endpoint, as the OpenAPI document lists them: never a 500, never another person's data, always a problem.</summary>
public sealed class BadInputTests(Api api) : IClassFixture<Api>
{
    public enum Caller { Nobody, AnotherPerson, StaffOfAnotherCounty, StaffOfTheSite }

    private sealed record Ask(Operation Operation, string Address, string? Body);

    [Theory]
    [InlineData(Caller.Nobody)]
    [InlineData(Caller.AnotherPerson)]
    [InlineData(Caller.StaffOfAnotherCounty)]
    [InlineData(Caller.StaffOfTheSite)]
    public async Task Nothing_that_is_sent_breaks_the_api_or_opens_somebody_elses_data(Caller caller)
    {
        var victim = await Victim.InAsync(api.Town);
        using var reader = api.Host.CreateClient();
        var operations = Operation.AllOf((await reader.ReadAsync("/openapi/v1.json")).Json);
        Assert.True(operations.Count > 50);

        List<string> faults = [];
        HashSet<Operation> accepted = [];
        foreach (var operation in operations)
        {
            // A new sign-in each time: some operations end the session they are asked with.
            using var client = await ClientAsync(caller);
            foreach (var ask in AsksOf(operation, victim))
            {
                var reply = await client.SendAsync(operation.Method, ask.Address, ask.Body);
                if ((int)reply.Status < 300) { accepted.Add(operation); }
                if (WrongWith(reply, caller) is { } fault) { faults.Add($"{fault}: {operation.Method} {Short(ask.Address)} {Short(ask.Body)} -> {(int)reply.Status} {Short(reply.Body)}"); }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(30)));
        // What is only ever refused at the door proves nothing about the rooms behind it.
        if (caller is Caller.StaffOfTheSite) { Assert.True(accepted.Count > operations.Count / 2, $"only {accepted.Count} of {operations.Count} operations ever did anything: not {string.Join(", ", operations.Except(accepted))}"); }
    }

    private static string? WrongWith(Reply reply, Caller caller)
    {
        if ((int)reply.Status >= 500) { return "broken"; }
        if ((int)reply.Status >= 400 && !(reply.Headers.GetValueOrDefault("Content-Type") == "application/problem+json" && reply.Json.TryGetProperty("code", out _))) { return "no problem document"; }
        return caller is not Caller.StaffOfTheSite && Victim.LeakIn(reply.Body) is { } secret ? $"tells {secret}" : null;
    }

    private static IEnumerable<Ask> AsksOf(Operation operation, Victim victim)
    {
        var address = Filled(operation.Path, victim);
        var query = string.Join('&', operation.Query.Select(q => $"{q.Name}={Values.Plausible(q, victim).Trim('"')}"));
        yield return new(operation, $"{address}?{query}", operation.HasBody ? BodyOf(operation, victim) : null);
        foreach (var wrong in Values.WrongInAddress)
        {
            // The server itself refuses a path with a null byte before the Api is asked.
            if (operation.Path.Contains('{', StringComparison.Ordinal) && wrong != "%00") { yield return new(operation, Filled(operation.Path, null, wrong.Length == 0 ? "x" : wrong), operation.HasBody ? BodyOf(operation, victim) : null); }
            foreach (var field in operation.Query) { yield return new(operation, $"{address}?{string.Join('&', operation.Query.Select(q => $"{q.Name}={(q == field ? wrong : Values.Plausible(q, victim).Trim('"'))}"))}", null); }
            // And alone: beside it another field may have the last word.
            if (wrong == "-1") { foreach (var field in operation.Query) { yield return new(operation, $"{address}?{field.Name}={wrong}", null); } }
        }

        if (!operation.HasBody) { yield break; }
        foreach (var wrong in Values.WrongBodies) { yield return new(operation, address, wrong); }
        foreach (var field in operation.Body)
        {
            foreach (var (wrong, turn) in Values.Wrong.Select((w, i) => (w, i))) { yield return new(operation, address, BodyOf(operation, victim, field, wrong, turn)); }
        }
    }

    /// <summary>All fields plausible but one. Where the body says which step it asks for, the steps take turns.</summary>
    private static string BodyOf(Operation operation, Victim victim, Field? changed = null, string? wrong = null, int turn = 0) =>
        $"{{{string.Join(',', operation.Body.Select(f => $"\"{f.Name}\":{(f == changed ? wrong : InTurn(f, turn) ?? Values.Plausible(f, victim))}"))}}}";

    private static string? InTurn(Field field, int turn)
    {
        if (field.Name != "action" || !field.Schema.TryGetProperty("enum", out var actions)) { return null; }
        return actions[turn % actions.GetArrayLength()].GetRawText();
    }

    private static string Filled(string path, Victim? victim, string? text = null)
    {
        var segments = path.Split('/');
        return string.Join('/', segments.Select((s, i) => s.StartsWith('{') ? text ?? (victim!.IdFor(segments[i - 1]) ?? Guid.AllBitsSet).ToString() : s));
    }

    private async Task<HttpClient> ClientAsync(Caller caller) => caller switch
    {
        Caller.Nobody => api.Host.CreateClient(),
        Caller.AnotherPerson => await api.Host.AsAsync(await api.Town.VolunteerAsync("旁人", api.Town.OtherStation)),
        Caller.StaffOfAnotherCounty => await api.Host.AsAsync(await StaffAsync(api.Town.OtherCounty)),
        _ => await api.Host.AsAsync(await StaffAsync(api.Town.County)),
    };

    private async Task<Guid> StaffAsync(Site site)
    {
        var person = await api.Town.StaffAsync("各种岗位的", Right.Manager, site);
        await api.Town.Postgres.RunAsync($"insert into appointments (id, person_id, site_id, \"right\", from_at) values ({api.Town.NewId()}, {person}, {site.Id}, {nameof(Right.Administrator)}, {api.Town.Clock.GetUtcNow()})");
        return person;
    }

    private static string Short(string? text) => text is null ? "" : text.Length > 300 ? $"{text[..300]}… ({text.Length})" : text;
}
