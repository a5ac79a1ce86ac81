using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.People;

public sealed class RightsTableTests(Api api) : IClassFixture<Api>
{
    private static readonly string _file = Repository.PathOf("src/Api/Rights.table.txt");

    /// <summary>After a change that is meant: <c>ACCEPT_TABLE=1</c> writes the file anew. Then read the difference, line by line.</summary>
    [Fact]
    public async Task Every_right_at_every_place_answers_every_verb_as_the_written_table_says()
    {
        var now = await RightsTable.WriteAsync(api);
        if (Environment.GetEnvironmentVariable("ACCEPT_TABLE") == "1") { await File.WriteAllTextAsync(_file, now); }
        var written = File.Exists(_file) ? await File.ReadAllTextAsync(_file) : "";
        var (gone, come) = (written.Split('\n').Except(now.Split('\n')), now.Split('\n').Except(written.Split('\n')));
        Assert.True(written == now, $"The Api no longer answers as {Path.GetFileName(_file)} says.\n{string.Join('\n', gone.Select(l => $"-{l}").Concat(come.Select(l => $"+{l}")))}");
    }

    /// <summary>Whoever adds an endpoint says whose it is.</summary>
    [Fact]
    public void Every_endpoint_is_asked_about_or_is_somebodys_own_or_public()
    {
        var mapped = from endpoint in api.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     let pattern = Regex.Replace(endpoint.RoutePattern.RawText!, ":[^}]+", "").TrimEnd('/')
                     where pattern.StartsWith("/api/", StringComparison.Ordinal)
                     from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
                     select $"{method} {pattern}";
        var known = RightsQuestion.All.Select(q => q.Route).Concat(RightsQuestion.OwnOrPublic);
        Assert.Equal(mapped.Distinct().Order(StringComparer.Ordinal), known.Distinct().Order(StringComparer.Ordinal));
    }
}
