using System.Diagnostics;
using System.Globalization;

namespace TimeBank.Bench;

/// <summary>Who used the processors: on a shared machine these numbers hold still when rates do not.</summary>
internal sealed class Processor(Process api)
{
    private readonly double[] _before = Read(api);

    public string PerCall(int calls)
    {
        double[] spent = [.. Read(api).Zip(_before, (now, before) => (now - before) / calls)];
        return string.Create(CultureInfo.InvariantCulture, $"  processor time a call: Api {spent[0]:0.00} ms, database {spent[1]:0.00} ms, clients {spent[2]:0.00} ms");
    }

    /// <summary>Milliseconds since each began.</summary>
    private static double[] Read(Process api)
    {
        using var self = Process.GetCurrentProcess();
        api.Refresh();
        return [api.TotalProcessorTime.TotalMilliseconds, DatabaseMilliseconds(), self.TotalProcessorTime.TotalMilliseconds];
    }

    /// <summary>Every process of the server stands in its directory; user and system time are fields 14 and 15 of its stat, in hundredths of a second.</summary>
    private static double DatabaseMilliseconds()
    {
        var total = 0.0;
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])))
        {
            try
            {
                if (File.ResolveLinkTarget($"{process}/cwd", false)?.FullName != Path.Combine(Server.Data, "database")) { continue; }
                var fields = File.ReadAllText($"{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                total += 10 * (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException) { }
        }

        return total;
    }
}
