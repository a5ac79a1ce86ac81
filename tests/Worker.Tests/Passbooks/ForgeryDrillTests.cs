using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TimeBank.Passbooks;
using TimeBank.TestKit;
using TimeBank.Worker.Passbooks;

namespace TimeBank.Worker.Tests.Passbooks;

/// <summary>A superuser forges one minute, past triggers and grants. The nightly check names the passbook, the record or the transfer; the seal names the night.</summary>
public sealed class ForgeryDrillTests(WorkerTown fixture) : IClassFixture<WorkerTown>
{
    private readonly Town _town = fixture.Town;

    [Fact]
    public async Task One_minute_more_in_a_balance_is_named_by_its_passbook()
    {
        var book = await SealedAsync("改余额");
        await ForgeAsync($"update time_accounts set balance_minutes = balance_minutes + 1 where id = {book.AccountId}");
        Assert.Equal([$"balance: {book.Number} available: the books say 61, the transfers say 60"], await NightlyNamesAsync(book));
    }

    [Fact]
    public async Task One_minute_more_in_a_transfer_is_named_by_its_passbook_its_record_and_its_night()
    {
        var book = await SealedAsync("改转账");
        await ForgeAsync($"update time_transfers set amount_minutes = amount_minutes + 1 where cause_id = {book.RecordId}");
        Assert.Equal(
            [$"balance: {book.Number} available: the books say 60, the transfers say 61", $"record: {book.RecordId}: the books say 60, the transfers say 61"],
            await NightlyNamesAsync(book));
        Assert.Contains(new SealFault(book.Night, "a transfer in it was changed"), await SealNamesAsync());
    }

    [Fact]
    public async Task One_minute_more_in_transfer_and_balance_alike_is_named_by_its_record_and_its_night()
    {
        var book = await SealedAsync("两处改");
        await ForgeAsync($"update time_transfers set amount_minutes = amount_minutes + 1 where cause_id = {book.RecordId}");
        await ForgeAsync($"update time_accounts set balance_minutes = balance_minutes + 1 where id = {book.AccountId}");
        Assert.Equal([$"record: {book.RecordId}: the books say 60, the transfers say 61"], await NightlyNamesAsync(book));
        Assert.Contains(new SealFault(book.Night, "a transfer in it was changed"), await SealNamesAsync());
    }

    [Fact]
    public async Task One_transfer_less_is_named_by_its_passbook_its_record_and_its_night()
    {
        var book = await SealedAsync("删转账");
        await ForgeAsync($"delete from time_transfers where cause_id = {book.RecordId}");
        Assert.Equal(
            [$"balance: {book.Number} available: the books say 60, the transfers say 0", $"record: {book.RecordId}: the books say 60, the transfers say 0"],
            await NightlyNamesAsync(book));
        Assert.Contains(new SealFault(book.Night, "it covers 1 transfers, now there are 0"), await SealNamesAsync());
    }

    [Fact]
    public async Task One_transfer_more_is_named_by_itself_and_when_dated_back_by_its_night()
    {
        var book = await SealedAsync("添转账");
        var name = await AddAsync(book, book.AccountId, "Credit", _town.NewId());
        Assert.Equal([$"balance: {book.Number} available: the books say 60, the transfers say 61", $"cause: {name}: the books say 0, the transfers say 1"], await NightlyNamesAsync(book, name));
        Assert.Contains(new SealFault(book.Night, "it covers 1 transfers, now there are 2"), await SealNamesAsync());
    }

    [Fact]
    public async Task A_gift_that_nobody_gave_is_named_by_its_transfer_although_every_balance_fits()
    {
        var (from, to) = (await SealedAsync("送出"), await SealedAsync("收到"));
        var name = await AddAsync(from, to.AccountId, "Gift", from.RecordId, from.AccountId);
        await ForgeAsync($"update time_accounts set balance_minutes = balance_minutes - 1 where id = {from.AccountId}");
        await ForgeAsync($"update time_accounts set balance_minutes = balance_minutes + 1 where id = {to.AccountId}");
        Assert.Equal([$"cause: {name}: the books say 0, the transfers say 1"], await NightlyNamesAsync(from, name, to.Number));
    }

    [Fact]
    public async Task A_credit_that_was_led_into_another_passbook_is_named_by_its_transfer_and_its_night_although_every_balance_fits()
    {
        var (from, to) = (await SealedAsync("失主"), await SealedAsync("得主"));
        await ForgeAsync($"update time_transfers set credit_account_id = {to.AccountId} where cause_id = {from.RecordId}");
        await ForgeAsync($"update time_accounts set balance_minutes = 0 where id = {from.AccountId}");
        await ForgeAsync($"update time_accounts set balance_minutes = 120 where id = {to.AccountId}");
        var name = (await _town.Postgres.ReadAsync<string>($"select 'transfer ' || xid || '/' || seq as \"Value\" from time_transfers where cause_id = {from.RecordId}")).Single();
        Assert.Equal([$"cause: {name}: the books say 0, the transfers say 60"], await NightlyNamesAsync(from, name, to.Number));
        Assert.Contains(new SealFault(from.Night, "a transfer in it was changed"), await SealNamesAsync());
    }

    private sealed record Book(string Number, Guid AccountId, Guid RecordId, int Night);

    /// <summary>An hour given, credited, and sealed in a night of its own.</summary>
    private async Task<Book> SealedAsync(string name)
    {
        var volunteer = await _town.VolunteerAsync(name);
        var order = await _town.PlacedAsync();
        await _town.ServedAsync(order, await _town.AcceptedAsync(order, volunteer), volunteer, 60);
        await _town.RatedAsync(order);
        await _town.CreditAsync();
        var number = (await _town.PassbookAsync(volunteer)).Number;
        var account = (await _town.Postgres.ReadAsync<Guid>($"select a.id as \"Value\" from time_accounts a join passbooks b on b.id = a.passbook_id where b.number = {number} and a.kind = 'Available'")).Single();
        var record = (await _town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from service_records where order_id = {order}")).Single();
        return new(number, account, record, (await SealAsync()).Number);
    }

    /// <summary>Open transactions of other tests' databases hold the horizon back, for they share the server.</summary>
    private async Task<Seal> SealAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            if (await Town.In<DailySeal, Seal?>(_town.Worker, seal => seal.SealAsync(default)) is { } made) { return made; }
        }
    }

    /// <summary>Just before the book's own transfer, with its transaction id: dated back into a night that is sealed.</summary>
    private async Task<string> AddAsync(Book book, Guid to, string reason, Guid cause, Guid? from = null)
    {
        await ForgeAsync(
            $"""
            insert into time_transfers (xid, seq, debit_account_id, credit_account_id, amount_minutes, reason, cause_id, occurred_at)
            overriding system value
            select xid, -seq, {from ?? TimeAccount.IssuanceId}, {to}, 1, {reason}, {cause}, now() from time_transfers where cause_id = {book.RecordId}
            """);
        return (await _town.Postgres.ReadAsync<string>($"select 'transfer ' || xid || '/' || seq as \"Value\" from time_transfers where cause_id = {cause} and reason = {reason}")).Single();
    }

    /// <summary>What a superuser can do: triggers and foreign keys are off, grants do not bind.</summary>
    private async Task ForgeAsync(FormattableString change)
    {
        await using var db = Postgres.Open(_town.Postgres.Superuser);
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("set session_replication_role = replica");
        Assert.Equal(1, await db.Database.ExecuteSqlAsync(change));
    }

    /// <summary>The lines of tonight's log that speak of this book; the sum of all, which every forgery of a balance upsets, apart.</summary>
    private async Task<IReadOnlyList<string>> NightlyNamesAsync(Book book, params string[] others)
    {
        LogOf<NightlyCheck> log = new();
        await fixture.DoAsync<Reconciliation>(r => fixture.DoAsync<Heartbeats>(hearts => new NightlyCheck(r, hearts, log).RunAsync(default)));
        Assert.Equal(["false"], await _town.Postgres.ReadAsync<string>($"select well::text as \"Value\" from heartbeats where name = {Heartbeats.Reconciliation}"));
        string[] named = [book.Number, book.RecordId.ToString(), .. others];
        return [.. log.Lines.Select(line => line["The books and the transfers differ. ".Length..]).Where(line => named.Any(n => line.Contains(n, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<SealFault>> SealNamesAsync() => await Town.In<DailySeal, IReadOnlyList<SealFault>>(_town.Worker, seal => seal.VerifyAsync(default));

    private sealed class LogOf<T> : ILogger<T>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel is LogLevel.Error) { Lines.Add(formatter(state, exception)); }
        }
    }
}
