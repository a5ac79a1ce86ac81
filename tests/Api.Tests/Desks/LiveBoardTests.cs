using TimeBank.People;
using TimeBank.Sites;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Desks;

/// <summary>An open board hears of what happens, also after the line to the database was cut. Nothing is waited for but the event itself.</summary>
public sealed class LiveBoardTests(Api api) : IClassFixture<Api>
{
    private Town Town => api.Town;

    [Fact]
    public async Task A_move_reaches_the_board_of_its_site_and_of_the_site_above()
    {
        await using var station = await ListenAsync(Town.Dispatcher, Town.Station);
        await using var office = await ListenAsync(Town.SecondDispatcher, Town.Office);
        await Town.PlacedAsync();
        await HearsSoonAsync(station);
        await HearsSoonAsync(office);
    }

    [Fact]
    public async Task A_lost_line_is_taken_up_again()
    {
        await using var board = await ListenAsync(Town.Dispatcher, Town.Station);
        await Town.PlacedAsync();
        await HearsSoonAsync(board);
        await Town.Postgres.RunAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'", Town.Postgres.Api);
        await Town.PlacedAsync(by: await Town.PersonAsync("李奶奶"));   // rings where nobody listens
        await HearsSoonAsync(board);
    }

    [Fact]
    public async Task Two_at_one_order_see_each_other_come_and_go()
    {
        var order = await Town.PlacedAsync(by: await Town.PersonAsync("孙奶奶"));
        await using var one = await ListenAsync(Town.Dispatcher, Town.Station, order);
        var two = await ListenAsync(Town.SecondDispatcher, Town.Station, order);
        await one.HearsAsync("changed");
        using var page = await api.Host.ReadsPagesAsync(Town.Dispatcher);
        (await page.GoAsync($"/desk/{Town.Station.Code}?order={order}")).Reads("派单员乙也在看这个订单");

        await two.DisposeAsync();
        await one.HearsAsync("changed");
        (await page.GoAsync($"/desk/{Town.Station.Code}/columns?order={order}")).DoesNotRead("派单员乙");
    }

    [Fact]
    public async Task It_is_for_those_who_may_look_at_the_board()
    {
        foreach (var person in new[] { Town.Resident, await Town.StaffAsync("外区", Right.Dispatcher, Town.OtherCounty) })
        {
            using var client = await api.Host.AsAsync(person);
            foreach (var part in new[] { "live", "columns" }) { (await client.ReadAsync($"/desk/{Town.Station.Code}/{part}")).IsProblem(System.Net.HttpStatusCode.NotFound, "site.not_found"); }
        }

        using var nobody = api.Host.CreateClient();
        (await nobody.ReadAsync($"/desk/{Town.Station.Code}/live")).Is(System.Net.HttpStatusCode.Unauthorized);
    }

    /// <summary>The bell looks once in a second of the test's clock, and after a lost line it tries again in two.</summary>
    private async Task HearsSoonAsync(Line board)
    {
        var heard = board.HearsAsync("changed");
        await Until.TrueAsync(
            () =>
            {
                Town.Clock.Advance(TimeSpan.FromSeconds(2));
                return Task.FromResult(heard.IsCompleted);
            },
            () => "The board heard nothing.");
        await heard;
    }

    private async Task<Line> ListenAsync(Guid person, Site site, Guid? order = null)
    {
        Line line = new(await api.Host.AsAsync(person), $"/desk/{site.Code}/live{(order is null ? "" : $"?order={order}")}");
        await line.HearsAsync("open");
        return line;
    }

    /// <summary>A board's stream of events, read line by line.</summary>
    private sealed class Line(HttpClient client, string address) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));
        private StreamReader? _reader;

        /// <summary>The line may say meanwhile that it still stands.</summary>
        public async Task HearsAsync(string what)
        {
            _reader ??= new(await (await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, _patience.Token)).EnsureSuccessStatusCode().Content.ReadAsStreamAsync(_patience.Token));
            while (await _reader.ReadLineAsync(_patience.Token) is { } line)
            {
                if (line == $"event: {what}") { return; }
            }

            Assert.Fail($"The line ended before {what}.");
        }

        public ValueTask DisposeAsync()
        {
            _reader?.Dispose();
            client.Dispose();
            _patience.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
