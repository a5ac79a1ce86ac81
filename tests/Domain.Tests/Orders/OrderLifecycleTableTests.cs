using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Orders;

public sealed class OrderLifecycleTableTests
{
    private static readonly string _file = Repository.PathOf("src/Domain/Orders/OrderLifecycle.table.txt");

    /// <summary>After a change that is meant: <c>ACCEPT_TABLE=1</c> writes the file anew. Then read the difference, line by line.</summary>
    [Fact]
    public async Task Every_moment_answers_every_action_to_everybody_as_the_written_table_says()
    {
        var now = LifecycleTable.Write();
        if (Environment.GetEnvironmentVariable("ACCEPT_TABLE") == "1") { await File.WriteAllTextAsync(_file, now); }
        var written = File.Exists(_file) ? await File.ReadAllTextAsync(_file) : "";
        Assert.True(written == now, $"The code no longer answers as {Path.GetFileName(_file)} says.\n{Difference(written, now)}");
    }

    /// <summary>Lines that only the file has (-) and only the code gives (+), each below the moment it belongs to.</summary>
    private static string Difference(string written, string now)
    {
        var (gone, come) = (Placed(written), Placed(now));
        var lines = gone.Except(come).Select(line => $"{line.Moment}\n- {line.Text}").Concat(come.Except(gone).Select(line => $"{line.Moment}\n+ {line.Text}"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal).Take(60));
    }

    private static List<(string Moment, string Text)> Placed(string table)
    {
        var moment = "";
        List<(string, string)> lines = [];
        foreach (var line in table.Split('\n').Where(line => line.Length > 0))
        {
            if (!line.StartsWith(' ')) { moment = line; }
            lines.Add((moment, line));
        }

        return lines;
    }
}
