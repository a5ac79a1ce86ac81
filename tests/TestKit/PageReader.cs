using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace TimeBank.TestKit;

/// <summary>A person with a browser whose scripts are off: reads a page, fills in a form, presses a button.</summary>
public sealed class PageReader(HttpClient http) : IDisposable
{
    private (string Field, byte[][]? Files) _chosen;

    public HttpClient Http => http;

    /// <summary>The page that lies open.</summary>
    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");

    public System.Net.HttpStatusCode Status { get; private set; }

    /// <summary>Where the browser ended up.</summary>
    public string Address { get; private set; } = "/";

    /// <summary>What a person reads of the page's content.</summary>
    public string Text => string.Join(' ', (Page.QuerySelector("main") ?? Page.Body!).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public async Task<PageReader> GoAsync(string address, int status = 200)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        return await SendAsync(request, status);
    }

    /// <summary>Presses the button of the form that the selector finds, with these fields typed in; all others go as they stand.</summary>
    /// <param name="selector">Of the form, or of the button in it.</param>
    public Task<PageReader> PressAsync(string selector, params (string Name, string Value)[] typed) => PressAsync(selector, 200, typed);

    public async Task<PageReader> PressAsync(string selector, int status, params (string Name, string Value)[] typed)
    {
        var found = Page.QuerySelector(selector) ?? throw new InvalidOperationException($"{Address} has no {selector}: {Text}");
        var form = found as IHtmlFormElement ?? (IHtmlFormElement?)found.Closest("form") ?? throw new InvalidOperationException($"{selector} stands in no form.");
        var fields = FieldsOf(form, found).Where(f => typed.All(t => t.Name != f.Key)).Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)));
        var isPost = string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase);
        var action = found.GetAttribute("formaction") ?? form.GetAttribute("action") ?? Address;
        if (!isPost) { return await GoAsync($"{action}?{await new FormUrlEncodedContent(fields).ReadAsStringAsync()}", status); }
        using HttpRequestMessage request = new(HttpMethod.Post, action) { Content = Body(form, fields) };
        return await SendAsync(request, status);
    }

    /// <summary>A double tap: the same form goes twice, and the second answer is the one that is read.</summary>
    public async Task<PageReader> PressTwiceAsync(string selector, params (string Name, string Value)[] typed)
    {
        var (page, address) = (Page, Address);
        await PressAsync(selector, typed);
        (Page, Address) = (page, address);
        return await PressAsync(selector, typed);
    }

    /// <summary>Follows the link with this text or address.</summary>
    public Task<PageReader> FollowAsync(string textOrAddress, int status = 200)
    {
        var link = Page.Links.FirstOrDefault(l => l.TextContent.Trim() == textOrAddress || l.GetAttribute("href") == textOrAddress)
            ?? throw new InvalidOperationException($"{Address} has no link {textOrAddress}: {Text}");
        return GoAsync(link.GetAttribute("href")!, status);
    }

    /// <summary>Chooses files for the next form that takes some.</summary>
    public PageReader Choose(string field, params byte[][] files)
    {
        _chosen = (field, files);
        return this;
    }

    public PageReader Reads(string words)
    {
        Assert.Contains(words, Text, StringComparison.Ordinal);
        return this;
    }

    public PageReader DoesNotRead(string words)
    {
        Assert.DoesNotContain(words, Text, StringComparison.Ordinal);
        return this;
    }

    /// <summary>The refusal on top of the page, by its code.</summary>
    public string? Refusal => Page.QuerySelector(".refused")?.GetAttribute("data-code");

    public void Dispose() => http.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form, IElement pressed)
    {
        foreach (var field in form.Elements)
        {
            var name = field.GetAttribute("name");
            if (name is null || field.HasAttribute("disabled")) { continue; }
            switch (field)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" }: break;
                case IHtmlInputElement { Type: "submit" } or IHtmlButtonElement: if (field == pressed) { yield return new(name, field.GetAttribute("value") ?? ""); } break;
                case IHtmlInputElement input: yield return new(name, input.Value); break;
                case IHtmlTextAreaElement area: yield return new(name, area.Value); break;
                case IHtmlSelectElement select: yield return new(name, select.Value ?? ""); break;
                default: break;
            }
        }
    }

    private HttpContent Body(IHtmlFormElement form, IEnumerable<KeyValuePair<string, string>> fields)
    {
        if (form.Enctype != "multipart/form-data") { return new FormUrlEncodedContent(fields); }
        MultipartFormDataContent body = [];
        foreach (var (name, value) in fields) { body.Add(new StringContent(value), name); }
        foreach (var file in _chosen.Files ?? []) { body.Add(new ByteArrayContent(file), _chosen.Field, "photo.jpg"); }
        _chosen = default;
        return body;
    }

    private async Task<PageReader> SendAsync(HttpRequestMessage request, int status)
    {
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        (Status, Address, Page) = (response.StatusCode, response.RequestMessage!.RequestUri!.PathAndQuery, new HtmlParser().ParseDocument(body));
        Assert.True((int)Status == status, $"{request.Method} {request.RequestUri} answered {(int)Status}, not {status}: {Text[..Math.Min(Text.Length, 800)]}");
        return this;
    }
}
