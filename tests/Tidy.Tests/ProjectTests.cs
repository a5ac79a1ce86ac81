using System.Xml.Linq;
using TimeBank.TestKit;

namespace TimeBank.Tidy.Tests;

public sealed class ProjectTests
{
    [Theory]
    [InlineData("Domain")]
    [InlineData("Api", "Domain")]
    [InlineData("Worker", "Domain")]
    public void The_hosts_know_the_domain_and_nobody_else(string project, params string[] mayKnow) => Assert.Equal(mayKnow, ReferencesOf(project));

    private static IEnumerable<string?> ReferencesOf(string project) =>
        from reference in XDocument.Load(Repository.PathOf($"src/{project}/{project}.csproj")).Descendants("ProjectReference")
        select Path.GetFileNameWithoutExtension((string?)reference.Attribute("Include"));
}
