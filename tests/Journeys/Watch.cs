using Microsoft.Playwright;

namespace TimeBank.Journeys;

/// <summary>What must not happen in any window, whatever the journey is about: a script's error, a broken content-security-policy, a request to anybody else, an answer of 500, an asset that is not there.</summary>
internal sealed class Watch
{
    private readonly List<string> _faults = [];
    private readonly List<int> _expected = [];

    public Watch(IPage page, Uri host)
    {
        page.PageError += (_, error) => Add($"script error: {error}");
        page.Console += (_, said) => { if (said.Type == "error" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) { Add($"console: {said.Text}"); } };
        page.Request += (_, request) =>
        {
            Uri asked = new(request.Url);
            if (asked.Scheme is "http" or "https" or "ws" or "wss" && asked.Authority != host.Authority) { Add($"left the host: {request.Url}"); }
        };
        page.Response += (_, response) =>
        {
            var isPage = response.Request.ResourceType is "document" or "fetch" or "xhr";
            if (response.Status >= 500 || (response.Status >= 400 && !(isPage && _expected.Contains(response.Status)))) { Add($"{response.Status}: {response.Request.Method} {response.Url}"); }
        };
        page.RequestFailed += (_, request) => { if (request.Failure is { } why && !why.Contains("ERR_ABORTED", StringComparison.Ordinal)) { Add($"{why}: {request.Url}"); } };
    }

    /// <summary>From here on a page may answer so.</summary>
    public void Expect(int status) => _expected.Add(status);

    public void FindNothing() { lock (_faults) { Assert.Empty(_faults); } }

    private void Add(string fault) { lock (_faults) { _faults.Add(fault); } }
}
