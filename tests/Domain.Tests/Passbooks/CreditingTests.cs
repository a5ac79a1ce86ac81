using Npgsql;
using TimeBank.Records;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Passbooks;

/// <summary>The crediting SQL against its oracle, and its promises when several workers share the queue.</summary>
public sealed class CreditingTests(Town town) : IClassFixture<Town>
{
    private long _queued;

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public async Task One_worker_credits_as_the_oracle_says_whatever_the_batch(int seed)
    {
        var random = new Random(seed);
        var books = await BooksAsync(4);
        var oracles = books.ToDictionary(b => b.AccountId, _ => new CreditOracle());
        foreach (var _ in Enumerable.Range(0, 60))
        {
            var book = books[random.Next(books.Count)];
            var (minutes, cap) = (random.Next(-150, 300), (long)random.Next(1, 5) * 150);
            oracles[book.AccountId].Take(await DueAsync(book, minutes, cap), minutes, cap);
        }

        await town.CreditAsync(random.Next(1, 40));

        foreach (var book in books)
        {
            var passbook = await town.PassbookAsync(book.PersonId);
            var oracle = oracles[book.AccountId];
            Assert.Equal((oracle.Available, oracle.Owed), (passbook.AvailableMinutes, passbook.OwedMinutes));
        }

        await LedgerHoldsAsync();
    }

    [Fact]
    public async Task Four_workers_never_credit_above_a_cap_and_lose_nothing()
    {
        var books = await BooksAsync(3);
        foreach (var i in Enumerable.Range(0, 120)) { await DueAsync(books[i % 3], 10, 100); }

        var before = await ExcessAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.CreditAsync(7)));

        foreach (var book in books) { Assert.Equal(100, (await town.PassbookAsync(book.PersonId)).AvailableMinutes); }
        Assert.Equal(900, await ExcessAsync() - before);
        await LedgerHoldsAsync();
    }

    [Fact]
    public async Task A_correction_takes_back_what_is_there_and_later_credits_repay_the_rest_first()
    {
        var book = (await BooksAsync(1))[0];
        await DueAsync(book, 60, 1000);
        await town.CreditAsync();
        await town.Postgres.RunAsync($"update time_accounts set balance_minutes = 20 where id = {book.AccountId}");   // 40 were spent elsewhere
        await DueAsync(book, -50, 1000);
        await town.CreditAsync();
        Assert.Equal((0L, 30L), await StateAsync(book));

        await DueAsync(book, 25, 1000);
        await town.CreditAsync();
        Assert.Equal((0L, 5L), await StateAsync(book));

        await DueAsync(book, 25, 1000);
        await town.CreditAsync();
        Assert.Equal((20L, 0L), await StateAsync(book));
        await town.Postgres.RunAsync($"update time_accounts set balance_minutes = 60 where id = {book.AccountId}");
    }

    [Fact]
    public async Task A_correction_first_takes_back_what_the_cap_had_sent_to_the_fund()
    {
        var book = (await BooksAsync(1))[0];
        var fund = await FundAsync();
        await QueueAsync(book, book.RecordId, 100, 60);
        await town.CreditAsync();
        Assert.Equal(((60L, 0L), fund + 40), (await StateAsync(book), await FundAsync()));

        await DueAsync(book, -90, 60);
        await town.CreditAsync();
        Assert.Equal(((10L, 0L), fund), (await StateAsync(book), await FundAsync()));
        await LedgerHoldsAsync();
    }

    [Fact]
    public async Task A_cause_that_was_credited_cannot_be_queued_again()
    {
        var book = (await BooksAsync(1))[0];
        var cause = await DueAsync(book, 30, 1000);
        await town.CreditAsync();

        var again = await Assert.ThrowsAsync<PostgresException>(() => QueueAsync(book, cause, 30, 1000));
        Assert.Equal("credits_due_once", again.ConstraintName);
    }

    private async Task<long> ExcessAsync() =>
        (await town.Postgres.ReadAsync<long>($"select coalesce(sum(amount_minutes), 0) from time_transfers where reason = 'Excess'")).Single();

    private async Task<long> FundAsync() =>
        (await town.Postgres.ReadAsync<long>($"select coalesce(sum(balance_minutes), 0)::bigint from time_accounts where site_id = {town.OtherStation.Id}")).Single();

    private async Task<(long, long)> StateAsync(Book book)
    {
        var passbook = await town.PassbookAsync(book.PersonId);
        return (passbook.AvailableMinutes, passbook.OwedMinutes);
    }

    /// <summary>Every balance is the sum of its transfers, and nothing stands below zero.</summary>
    private async Task LedgerHoldsAsync() => Assert.Empty(await town.Postgres.ReadAsync<Guid>(
        $"""
        select a.id from time_accounts a
        where a.kind <> 'Issuance' and a.balance_minutes <> coalesce((select sum(e.minutes) from time_entries e where e.account_id = a.id), 0)
        """));

    private async Task<List<Book>> BooksAsync(int count)
    {
        List<Book> books = [];
        foreach (var _ in Enumerable.Range(0, count))
        {
            var person = await town.VolunteerAsync("账本");
            var account = await town.Postgres.ReadAsync<Guid>(
                $"select a.id from time_accounts a join passbooks b on b.id = a.passbook_id where b.person_id = {person} and a.kind = 'Available'");
            books.Add(new(person, account.Single(), await RecordAsync(person)));
        }

        return books;
    }

    /// <summary>A real record stands behind every due row; these tests queue further causes against it.</summary>
    private async Task<Guid> RecordAsync(Guid volunteer)
    {
        var order = await town.PlacedAsync();
        var visit = await town.AcceptedAsync(order, volunteer);
        await town.ServedAsync(order, visit, volunteer, 10);
        return (await town.SeeAsync(order, volunteer)).Assignments.Single().Record!.Id;
    }

    private async Task<Guid> DueAsync(Book book, int minutes, long cap)
    {
        // A correction's cause is a correction: claims refer to it.
        var cause = town.NewId();
        if (minutes < 0)
        {
            await town.Postgres.RunAsync(
                $"""
                insert into corrections (id, record_id, new_record_id, minutes, reason, proposed_by_id, proposed_at, approved_by_id, approved_at)
                values ({cause}, {book.RecordId}, {book.RecordId}, 0, 'Other', {town.Manager}, now(), {town.SecondManager}, now())
                """);
        }

        await QueueAsync(book, cause, minutes, cap);
        return cause;
    }

    private Task<int> QueueAsync(Book book, Guid cause, int minutes, long cap) => town.Postgres.RunAsync(
        $"""
        insert into credits_due (cause_id, record_id, account_id, person_id, site_id, served_on, standing, minutes, credit_minutes, cap_minutes, occurred_at, counted, queued_at)
        values ({cause}, {book.RecordId}, {book.AccountId}, {book.PersonId}, {town.OtherStation.Id}, '2026-11-23', {nameof(Standing.Verified)}, {minutes}, {minutes}, {cap}, now(), true,
            {Town.Start.AddMilliseconds(++_queued)})
        """);

    private sealed record Book(Guid PersonId, Guid AccountId, Guid RecordId);
}
