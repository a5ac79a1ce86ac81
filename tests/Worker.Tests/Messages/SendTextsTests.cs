using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TimeBank.Messages;
using TimeBank.Storage;
using TimeBank.TestKit;
using TimeBank.Worker.Messages;

namespace TimeBank.Worker.Tests.Messages;

public sealed class SendTextsTests(Postgres database) : IClassFixture<Postgres>, IAsyncLifetime
{
    private const string Phone = "13600136101";
    private const string Words = "验证码 123456，十分钟内有效。";
    private readonly ManualClock _clock = new();

    public async ValueTask InitializeAsync() => await database.RunAsync($"delete from outgoing_texts");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_mail_relay_is_handed_number_and_words_and_the_row_goes()
    {
        await using MailRelay relay = new();
        await WriteAsync();
        await SendAsync(Mail(relay));
        var (to, mail) = Assert.Single(relay.Taken);
        Assert.Equal($"{Phone}@sms.example", to);
        Assert.Contains(Words, Encoding.UTF8.GetString(Convert.FromBase64String(mail[(mail.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Replace("\n", "", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task A_recipient_that_is_refused_is_tried_again_and_no_log_says_who_it_was()
    {
        await using MailRelay relay = new() { Recipient = $"550 no such number {Phone}" };
        await WriteAsync();
        ConcurrentQueue<string> lines = new();
        await SendAsync(Mail(relay), new Heard(lines));
        Assert.Equal(1, await WaitingAsync());
        Assert.Contains(lines, line => line.Contains("SMTP MailboxUnavailable", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(Phone, StringComparison.Ordinal) || line.Contains("123456", StringComparison.Ordinal));
        Assert.Equal(["false 0 sent, 1 wait"], await HeartbeatAsync());

        relay.Recipient = "250 ok";
        await SendAsync(Mail(relay));
        Assert.Empty(relay.Taken);   // its time has not come
        _clock.Advance(TimeSpan.FromSeconds(10));
        await SendAsync(Mail(relay));
        Assert.Single(relay.Taken);
        Assert.Equal(["true 1 sent, 0 wait"], await HeartbeatAsync());
    }

    [Fact]
    public async Task A_relay_that_is_away_is_an_outage_and_nothing_is_lost()
    {
        MailRelay gone = new();
        await gone.DisposeAsync();
        await WriteAsync();
        await SendAsync(new(TextKind.Smtp, new SmtpTexts(new("127.0.0.1", 1, "station@example.cn", "{phone}@sms.example", null, null, Encrypted: false))));
        Assert.Equal(1, await WaitingAsync());
    }

    [Fact]
    public async Task A_gateway_gets_json_with_the_secret_as_bearer()
    {
        await using WebGateway gateway = new();
        await WriteAsync("他说“好”，\\ 再见 \"quoted\"");
        await SendAsync(Web(gateway));
        var handed = Assert.Single(gateway.Taken);
        Assert.Equal(("Bearer only-for-tests", "application/json; charset=utf-8"), (handed.Authorization, handed.Type));
        var json = JsonDocument.Parse(handed.Body).RootElement;
        Assert.Equal((Phone, "他说“好”，\\ 再见 \"quoted\""), (json.GetProperty("phone").GetString(), json.GetProperty("text").GetString()));
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task A_gateway_that_wants_a_form_gets_its_fields()
    {
        await using WebGateway gateway = new();
        await WriteAsync("a&b=c 好");
        await SendAsync(Web(gateway, "to={phone}&sign=站&content={text}"));
        var handed = Assert.Single(gateway.Taken);
        Assert.Equal(($"to={Phone}&sign=站&content=a%26b%3Dc%20%E5%A5%BD", "application/x-www-form-urlencoded; charset=utf-8"), (handed.Body, handed.Type));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "HTTP 503")]
    [InlineData(HttpStatusCode.Found, "HTTP 302")]
    public async Task Anything_but_yes_is_a_no_and_nothing_is_followed_elsewhere(HttpStatusCode status, string reason)
    {
        await using WebGateway gateway = new() { Status = status };
        await WriteAsync();
        ConcurrentQueue<string> lines = new();
        await SendAsync(Web(gateway), new Heard(lines));
        Assert.Single(gateway.Taken);
        Assert.Contains(lines, line => line.Contains(reason, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(Phone, StringComparison.Ordinal) || line.Contains("only-for-tests", StringComparison.Ordinal));
        Assert.Equal(1, await WaitingAsync());
    }

    [Fact]
    public async Task Of_two_workers_one_sends_each_text()
    {
        await using WebGateway gateway = new();
        for (var i = 0; i < 25; i++) { await WriteAsync($"no {i}"); }
        await Task.WhenAll(SendAsync(Web(gateway)), SendAsync(Web(gateway)));
        Assert.Equal(25, gateway.Taken.Select(t => t.Body).Distinct().Count());
        Assert.Equal(25, gateway.Taken.Count);
    }

    [Fact]
    public async Task What_nobody_could_use_any_more_or_was_for_nobody_is_not_sent()
    {
        await using WebGateway gateway = new();
        await WriteAsync();
        _clock.Advance(TimeSpan.FromMinutes(10));
        await WriteAsync(to: null);
        await SendAsync(Web(gateway));
        Assert.Empty(gateway.Taken);
        Assert.Equal(1, await WaitingAsync());   // the expired one, until the night's cleaning
    }

    [Theory]
    [InlineData(TextKind.None)]
    [InlineData(TextKind.Inbox)]
    public async Task Without_a_gateway_texts_stay_where_they_are(TextKind kind)
    {
        await WriteAsync();
        await SendAsync(new(kind, null));
        Assert.Equal(1, await WaitingAsync());
        Assert.Equal([$"true {kind}: nothing is sent"], await HeartbeatAsync());
    }

    [Theory]
    [InlineData("Smtp", "Sms:Smtp:Host", null, "Sms__Smtp__Host is not set")]
    [InlineData("Smtp", "Sms:Smtp:To", "all@sms.example", "Sms__Smtp__To must hold {phone}")]
    [InlineData("Smtp", "Sms:Smtp:Port", "many", "Sms__Smtp__Port=many")]
    [InlineData("Http", "Sms:Http:Url", "http://gateway.example/send", "Sms__Http__Url must be an https address")]
    [InlineData("Http", "Sms:Http:Secret", "", "Sms__Http__Secret is not set")]
    [InlineData("Http", "Sms:Http:Body", "{\"text\":\"{text}\"}", "Sms__Http__Body must hold {phone} and {text}")]
    public void A_setting_that_is_missing_or_wrong_is_named_in_one_sentence(string kind, string name, string? value, string sentence)
    {
        Dictionary<string, string?> settings = new()
        {
            ["Sms:Kind"] = kind,
            ["Sms:Smtp:Host"] = "relay.example",
            ["Sms:Smtp:From"] = "station@example.cn",
            ["Sms:Smtp:To"] = "{phone}@sms.example",
            ["Sms:Http:Url"] = "https://gateway.example/send",
            ["Sms:Http:Secret"] = "only-for-tests",
            [name] = value,
        };
        var fault = Assert.Throws<DeploymentFault>(() => TextGateway.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        Assert.StartsWith(sentence, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("only-for-tests", fault.Message, StringComparison.Ordinal);
    }

    private static TextGateway Mail(MailRelay relay) => new(TextKind.Smtp, new SmtpTexts(new("127.0.0.1", relay.Port, "station@example.cn", "{phone}@sms.example", null, null, Encrypted: false)));

    private static TextGateway Web(WebGateway gateway, string body = HttpGateway.UsualBody) => new(TextKind.Http, new HttpTexts(new(gateway.Address, "only-for-tests", body)));

    private async Task WriteAsync(string words = Words, string? to = Phone)
    {
        await using var db = Postgres.Open(database.Api);
        db.Add(OutgoingText.Of(new(to, words), _clock.GetUtcNow(), TimeSpan.FromMinutes(10), new DeploymentKeys(database.KeysPath)));
        await db.SaveChangesAsync();
    }

    private async Task SendAsync(TextGateway gateway, ILoggerProvider? log = null)
    {
        await using WorkerHost worker = new(database, _clock, texts: gateway, log: log);
        await using var scope = worker.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendTexts>().WorkAsync(default);
    }

    private async Task<int> WaitingAsync() => (await database.ReadAsync<int>($"""select count(*)::int as "Value" from outgoing_texts"""))[0];

    private Task<IReadOnlyList<string>> HeartbeatAsync() => database.ReadAsync<string>($"""select well || ' ' || detail as "Value" from heartbeats where name = 'texts'""");

    private sealed class Heard(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
