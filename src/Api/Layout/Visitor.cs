using System.Globalization;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Orders;
using TimeBank.People;

namespace TimeBank.Api.Layout;

/// <summary>Who looks at the page, and how they like to read. One per request; the card is asked for once, by whoever needs it first.</summary>
public sealed class Visitor(IHttpContextAccessor accessor, IServiceScopeFactory scopes)
{
    private Task<OwnCard>? _card;

    public HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("Pages are drawn for a request.");

    public Caller? Caller => Http.Features.Get<Caller>();

    /// <exception cref="InvalidOperationException">Nobody is signed in: the page lacks [Authorize].</exception>
    public Guid PersonId => Caller?.PersonId ?? throw new InvalidOperationException($"{Http.GetEndpoint()?.DisplayName} asks who is signed in but lets anybody in.");

    public bool IsSignedIn => Caller is not null;

    public bool IsChinese => Language.IsChinese(Http.Request);

    /// <summary>Of the language that they read, as documents name it.</summary>
    public string Tag => IsChinese ? "zh-Hans" : "en";

    public bool IsElder => Choices.IsElder(Http.Request);

    /// <summary>Why what was asked last was not done; null when nothing was refused.</summary>
    public Refusal? Refusal => Http.Features.Get<Refusal>();

    /// <summary>What the last post had in a field, so that a page drawn again loses nothing.</summary>
    public string? Typed(string field) => Http.Request.HasFormContentType ? Http.Request.Form[field].ToString() is { Length: > 0 } text ? text : null : null;

    /// <summary>Whether it was this step of an order that was asked last, and refused: its form is open again.</summary>
    public bool TriedTo(OrderAction action) => Typed("action") == action.ToString();

    /// <summary>Whether the last post had this among the choices of a field.</summary>
    public bool Ticked(string field, string value) => Http.Request.HasFormContentType && Http.Request.Form[field].Contains(value);

    /// <summary>What the address asks for under a name. What cannot be read is not asked: an address may be cut off on its way.</summary>
    public T? Asked<T>(string name) where T : struct, IParsable<T> => T.TryParse(Http.Request.Query[name], CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>This page's own address, without what people chose about reading.</summary>
    public string Address => Http.Request.Path + Http.Request.QueryString;

    public async Task<OwnCard?> CardAsync() => Caller is { } caller ? await (_card ??= ReadCardAsync(caller.PersonId)) : null;

    /// <summary>The address without one thing of it.</summary>
    public string Without(string name)
    {
        var query = Http.Request.Query.Where(q => q.Key != name).Select(q => KeyValuePair.Create(q.Key, (string?)q.Value.ToString()));
        return Http.Request.Path + QueryString.Create(query);
    }

    /// <summary>The address with one thing of it changed: for the switches of language and size.</summary>
    public string With(string name, string value)
    {
        var query = Http.Request.Query.Where(q => q.Key != name).Select(q => KeyValuePair.Create(q.Key, (string?)q.Value.ToString())).Append(new(name, value));
        return Http.Request.Path + QueryString.Create(query);
    }

    /// <summary>By a context of its own: the head of the page is drawn while the page asks for its own things, and a context serves one at a time.</summary>
    private async Task<OwnCard> ReadCardAsync(Guid personId)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OwnCardQueries>().GetAsync(personId, Http.RequestAborted);
    }
}
