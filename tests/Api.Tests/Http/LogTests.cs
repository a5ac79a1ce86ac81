using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TimeBank.Api.Tests.Http;

public sealed class LogTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task Logs_hold_nothing_about_people()
    {
        ConcurrentQueue<string> lines = new();
        await using var host = api.Host.WithWebHostBuilder(b => b.ConfigureTestServices(s => s.AddLogging(l => l.AddProvider(new Listening(lines)))));
        using var client = host.CreateClient();
        var form = Api.SignUpForm("13500135001", "诸葛小红");
        var replies = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.PostAsync("/api/v1/accounts", form)));
        Assert.Single(replies, r => r.Status == HttpStatusCode.Created);
        (await client.PostAsync("/api/v1/sessions", new { phone = "13500135001", password = "guess no 1" })).Is(HttpStatusCode.Unauthorized);
        (await client.ReadAsync("/api/v1/nobody/13500135001?name=诸葛小红")).Is(HttpStatusCode.NotFound);
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => line.Contains("13500135001", StringComparison.Ordinal) || line.Contains("诸葛小红", StringComparison.Ordinal) || line.Contains("guess no 1", StringComparison.Ordinal));
    }

    private sealed class Listening(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
