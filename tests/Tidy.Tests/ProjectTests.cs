using System.Xml.Linq;
using TimeBank.TestKit;

namespace TimeBank.Tidy.Tests;

/// <summary>Api and Worker know Domain, Domain knows neither, and the hosts never meet.</summary>
public sealed class ProjectTests
{
    private static readonly Dictionary<string, string[]> _references = Sources.Of(".csproj").ToDictionary(Name, file =>
        XDocument.Load(Repository.PathOf(file)).Descendants("ProjectReference").Select(reference => Name((string)reference.Attribute("Include")!)).ToArray());

    [Theory]
    [InlineData("Domain")]
    [InlineData("Api", "Domain")]
    [InlineData("Worker", "Domain")]
    public void The_hosts_know_the_domain_and_nobody_else(string project, params string[] mayKnow) => Assert.Equal(mayKnow, _references[project]);

    [Theory]
    [InlineData("TimeBank.Domain")]
    [InlineData("TimeBank.Api", "TimeBank.Domain")]
    [InlineData("TimeBank.Worker", "TimeBank.Domain")]
    public void The_assemblies_know_no_more_than_their_projects(string assembly, params string[] mayKnow)
    {
        var known = System.Reflection.Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")).GetReferencedAssemblies().Select(name => name.Name!);
        Assert.Equal(mayKnow, known.Where(name => name.StartsWith("TimeBank.", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_project_reaches_itself()
    {
        var open = _references.Keys.ToHashSet();
        // Whoever knows only finished projects is finished; a circle never is.
        while (open.FirstOrDefault(project => _references[project].All(known => !open.Contains(known))) is { } finished) { open.Remove(finished); }
        Assert.Empty(open);
    }

    [Fact]
    public void The_domain_knows_no_host_bus_scheduler_or_web() => Assert.Empty(
        from file in Sources.CSharpUnder("src/Domain")
        from line in Sources.LinesOf(file)
        where RoomTests.Uses(line, "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Identity", "MassTransit", "Quartz", "Microsoft.Extensions.Hosting", "TimeBank.Api", "TimeBank.Worker")
        select $"{file}: {line}");

    [Fact]
    public void A_version_stands_in_one_place() => Assert.Empty(
        from file in Sources.Of(".csproj")
        from package in XDocument.Load(Repository.PathOf(file)).Descendants("PackageReference")
        where package.Attribute("Version") is not null
        select $"{file}: {package}");

    private static string Name(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
}
