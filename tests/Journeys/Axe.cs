using System.Text.Json;
using Microsoft.Playwright;
using TimeBank.TestKit;

namespace TimeBank.Journeys;

/// <summary>axe's opinion of a page: nothing serious and nothing critical, by WCAG 2.2 AA.</summary>
internal static class Axe
{
    private static readonly string _source = File.ReadAllText(Repository.PathOf("src/Api/node_modules/axe-core/axe.min.js"));

    public static async Task<string[]> FaultsAsync(IPage page)
    {
        // The policy forbids a script tag, and is right; what the debugger evaluates is no script of the page.
        await page.EvaluateAsync(_source);
        var found = await page.EvaluateAsync<string>(
            """
            async () => JSON.stringify((await axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })).violations
                .filter(v => v.impact === 'serious' || v.impact === 'critical')
                .flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} (${n.any.concat(n.all).map(c => c.message).join('; ')})`)))
            """);
        return JsonSerializer.Deserialize<string[]>(found)!;
    }
}
