using TimeBank.Administration;
using TimeBank.Api.Http;

namespace TimeBank.Api.Administration;

/// <summary>What a page that looks back was asked for, in its address: days, kinds, numbers and ids. What is typed of a person travels in the form's body and becomes ids.</summary>
public sealed record LookBack(
    string? Kind, string? Number, IReadOnlyList<Guid> Whom, IReadOnlyList<Guid> By, DateOnly? From, DateOnly? Until, string? Cursor)
{
    private const int MostIds = 10;
    private static readonly string[] _kept = ["kind", "number", "from", "until"];

    public bool IsSet => Kind is not null || Number is not null || Whom.Count + By.Count > 0 || From is not null || Until is not null;

    public static LookBack Of(HttpRequest request) => new(
        Text(request.Query["kind"]), Text(request.Query["number"]), Ids(request.Query["whom"]), Ids(request.Query["by"]), IsoDay.Read(request.Query["from"]), IsoDay.Read(request.Query["until"]),
        Text(request.Query["cursor"]));

    /// <summary>The address of the same page that shows what the form asks for. A person who was chosen before stays, unless somebody else is typed or the field was emptied.</summary>
    public static async Task<string> AddressAsync(HttpRequest request, Guid callerId, WhoQueries people, CancellationToken ct)
    {
        var query = _kept.Select(name => KeyValuePair.Create(name, Text(request.Form[name]))).Where(f => f.Value is not null).ToList();
        foreach (var name in new[] { "whom", "by" })
        {
            var ids = Text(request.Form[name]) is { } typed ? await people.NamedAsync(callerId, typed, ct) : Ids(request.Form[$"{name}-chosen"]);
            if (ids.Count > 0) { query.Add(new(name, string.Join(',', ids))); }
        }

        return request.Path + QueryString.Create(query);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) || text.Length > 100 ? null : text.Trim();

    private static IReadOnlyList<Guid> Ids(string? text) => [.. (text ?? "").Split(',').Select(id => Guid.TryParse(id, out var known) ? known : (Guid?)null).OfType<Guid>().Take(MostIds)];
}
