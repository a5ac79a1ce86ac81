using TimeBank.Passbooks;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Storage;

/// <summary>The ledger's own promises: they hold for the owner with SQL in hand.</summary>
public sealed class LedgerConstraintTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_cause_is_credited_once()
    {
        var cause = town.NewId();
        await TransferAsync(cause, "Credit");
        await town.Postgres.RefusedAsync("time_transfers_once", Transfer(cause, "Credit", await BookAsync(), 60));
        await TransferAsync(cause, "Excess");
    }

    [Fact]
    public async Task A_transfer_has_two_sides_a_known_reason_and_minutes()
    {
        var book = await BookAsync();
        await town.Postgres.RefusedAsync("time_transfers_two_sides", $"insert into time_transfers (debit_account_id, credit_account_id, amount_minutes, reason, cause_id, occurred_at) values ({book}, {book}, 1, 'Gift', {town.NewId()}, now())");
        await town.Postgres.RefusedAsync("time_transfers_reason_check", Transfer(town.NewId(), "Bribe", book, 60));
        await town.Postgres.RefusedAsync("time_transfers_amount_minutes_check", Transfer(town.NewId(), "Credit", book, 0));
        await town.Postgres.RefusedAsync("time_transfers_amount_minutes_check", Transfer(town.NewId(), "Credit", book, -60));
    }

    [Fact]
    public async Task Only_issuance_has_no_balance_and_nobody_falls_below_zero()
    {
        var book = await BookAsync();
        await town.Postgres.RefusedAsync("time_accounts_not_below_zero", $"update time_accounts set balance_minutes = balance_minutes - 1 where id = {book}");
        await town.Postgres.RefusedAsync("time_accounts_balance", $"update time_accounts set balance_minutes = null where id = {book}");
        await town.Postgres.RefusedAsync("time_accounts_balance", $"update time_accounts set balance_minutes = 0 where id = {TimeAccount.IssuanceId}");
        await town.Postgres.RefusedAsync("time_accounts_one_issuance", $"insert into time_accounts (id, kind) values ({town.NewId()}, 'Issuance')");
    }

    [Fact]
    public async Task An_account_has_one_owner_and_an_owner_one_account_of_a_kind()
    {
        var book = await BookAsync();
        await town.Postgres.RefusedAsync("time_accounts_passbook", $"insert into time_accounts (id, kind, passbook_id, balance_minutes) select {town.NewId()}, kind, passbook_id, 0 from time_accounts where id = {book}");
        await town.Postgres.RefusedAsync("time_accounts_owner", $"insert into time_accounts (id, kind, balance_minutes) values ({town.NewId()}, 'Available', 0)");
        await town.Postgres.RefusedAsync("time_accounts_owner", $"insert into time_accounts (id, kind, site_id, balance_minutes) values ({town.NewId()}, 'Held', {town.Station.Id}, 0)");
    }

    [Fact]
    public async Task Entries_show_each_transfer_from_both_sides_and_sum_to_nothing()
    {
        await TransferAsync(town.NewId(), "Credit");
        Assert.Equal(0L, Assert.Single(await town.Postgres.ReadAsync<long>($"select sum(minutes)::bigint as \"Value\" from time_entries")));
    }

    private async Task TransferAsync(Guid cause, string reason) => await town.Postgres.RunAsync(Transfer(cause, reason, await BookAsync(), 60), town.Postgres.Worker);

    private static FormattableString Transfer(Guid cause, string reason, Guid to, int minutes) =>
        $"insert into time_transfers (debit_account_id, credit_account_id, amount_minutes, reason, cause_id, occurred_at) values ({TimeAccount.IssuanceId}, {to}, {minutes}, {reason}, {cause}, now())";

    private async Task<Guid> BookAsync()
    {
        var person = await town.VolunteerAsync("王志远");
        return Assert.Single(await town.Postgres.ReadAsync<Guid>(
            $"select a.id as \"Value\" from time_accounts a join passbooks b on b.id = a.passbook_id where b.person_id = {person} and a.kind = 'Available'"));
    }
}
