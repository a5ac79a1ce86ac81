namespace TimeBank.Bench;

internal static class Entry
{
    private static readonly Dictionary<string, Func<Task<IReadOnlyList<Figure>>>> _benches = new()
    {
        ["crediting"] = Crediting.MeasureAsync,
        ["crediting-city"] = Crediting.MeasureCityAsync,
        ["loop"] = Loop.MeasureAsync,
        ["grab"] = Grab.MeasureAsync,
        ["page"] = Page.MeasureAsync,
        ["reading"] = Reading.MeasureAsync,
        ["start"] = Start.MeasureAsync,
    };

    /// <summary>One line a figure. Short is a finding, not a failure: 0 unless a bench broke, 2 for a name that is none.</summary>
    private static async Task<int> Main(string[] names)
    {
        if (names.FirstOrDefault(n => !_benches.ContainsKey(n)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no bench called {unknown}; there are {string.Join(", ", _benches.Keys)}.");
            return 2;
        }

        var broken = 0;
        foreach (var name in names.Length == 0 ? [.. _benches.Keys] : names)
        {
            await Console.Error.WriteLineAsync($"{name}: load average {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]}");
            try
            {
                foreach (var figure in await _benches[name]()) { await Console.Out.WriteLineAsync(figure.ToString()); }
            }
            catch (Exception failure)   // said here, so that what it started is ended on the way
            {
                broken = 1;
                await Console.Error.WriteLineAsync($"{name} broke: {failure}");
            }
        }

        return broken;
    }
}
