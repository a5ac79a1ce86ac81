using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TimeBank.Events;
using TimeBank.Messages;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Api.Accounts;

/// <summary>What a code opens; one for one purpose opens nothing else.</summary>
public enum CodePurpose { SignUp, SignIn, Password, Phone }

/// <param name="Purpose">What the code is for.</param>
/// <param name="From">The network address that asks.</param>
public sealed record CodeToSend(CodePurpose Purpose, string Phone, IPAddress? From, bool Chinese);

/// <summary>The same for every phone, whether or not anybody got a code.</summary>
/// <param name="AgainAt">Until then no other code is sent to this phone.</param>
public sealed record CodeSent(DateTimeOffset ExpiresAt, DateTimeOffset AgainAt);

/// <summary>Six digits by text prove that a phone is in somebody's hand. What is done, said and waited for is the same for a phone that nobody has.</summary>
public sealed class OneTimeCodes(TimeBankDb db, DeploymentKeys keys, TextSettings texts, Bell bell, TimeProvider clock)
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _between = TimeSpan.FromMinutes(1);

    public async Task<Outcome<CodeSent>> SendAsync(CodeToSend asked, CancellationToken ct)
    {
        if (texts.Kind is TextKind.None) { return CodeRefusals.NoTexts; }
        if (Phone.Parse(asked.Phone) is not { } digits) { return AccountRefusals.BadPhone; }
        if (digits[0] == '0') { return CodeRefusals.Landline; }

        var (now, code) = (clock.GetUtcNow(), RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await ReplaceAsync(asked.Purpose, digits, code, now, ct) is { } tooSoon) { return tooSoon; }
        if (await CountAsync(asked, digits, now, ct) is { } tooOften) { return tooOften; }
        await ForgetOldAsync(now, ct);
        db.OutgoingTexts.Add(OutgoingText.Of(CodeTexts.For(asked, digits, code, await HasAccountAsync(digits, ct)), now, GoodFor, keys));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        bell.Ring(Bell.Texts);
        return new CodeSent(now + GoodFor, now + _between);
    }

    /// <summary>In the caller's transaction, which is to be committed also when the code is wrong: that is how wrong tries are counted. The fifth ends the code.</summary>
    public async Task<bool> TakeAsync(CodePurpose purpose, string digits, string code, CancellationToken ct)
    {
        var (now, phone, hash) = (clock.GetUtcNow(), PhoneHash(digits), CodeHash(purpose, digits, code));
        var taken = await db.RowsAsync<bool>(
            $"""
            update accounts.one_time_codes
            set tries = tries + (code_hash <> {hash})::int, used_at = case when code_hash = {hash} then {now} end
            where phone_hash = {phone} and purpose = {purpose.ToString()} and used_at is null and tries < 5 and expires_at > {now}
            returning code_hash = {hash} as "Value"
            """, ct);
        return taken is [true];
    }

    /// <summary>A newer code ends the one before, but not within the same minute.</summary>
    private async Task<Refusal?> ReplaceAsync(CodePurpose purpose, string digits, string code, DateTimeOffset now, CancellationToken ct)
    {
        var (phone, hash, name) = (PhoneHash(digits), CodeHash(purpose, digits, code), purpose.ToString());
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            insert into accounts.one_time_codes as c (phone_hash, purpose, code_hash, made_at, expires_at) values ({phone}, {name}, {hash}, {now}, {now + GoodFor})
            on conflict (phone_hash, purpose) do update
            set code_hash = excluded.code_hash, made_at = excluded.made_at, expires_at = excluded.expires_at, tries = 0, used_at = null
            where c.made_at <= {now - _between}
            """, ct);
        if (isNew == 1) { return null; }
        var made = await db.RowAsync<DateTime>($"""select made_at as "Value" from accounts.one_time_codes where phone_hash = {phone} and purpose = {name}""", ct);
        return CodeRefusals.TooSoon.With("again", new DateTimeOffset(made, TimeSpan.Zero) + _between);
    }

    /// <summary>Rows, so that every host counts together. A house or an office shares an address; a phone is one's own.</summary>
    private async Task<Refusal?> CountAsync(CodeToSend asked, string digits, DateTimeOffset now, CancellationToken ct)
    {
        var address = asked.From is { } from ? Network(from) : "";
        return await CountAsync("codes-an-hour", digits, 5, TimeSpan.FromHours(1), now, ct)
            ?? await CountAsync("codes-a-day", digits, 10, TimeSpan.FromDays(1), now, ct)
            ?? await CountAsync("codes-of-address", address, 60, TimeSpan.FromHours(1), now, ct);
    }

    private async Task<Refusal?> CountAsync(string kind, string who, int most, TimeSpan window, DateTimeOffset now, CancellationToken ct)
    {
        var (hash, until) = (keys.LookupHash(kind, who), new DateTimeOffset(now.UtcTicks - (now.UtcTicks % window.Ticks), TimeSpan.Zero) + window);
        var counted = await db.Database.ExecuteSqlAsync(
            $"""
            insert into accounts.code_counts as c (who, until_at, codes, most) values ({hash}, {until}, 1, {most})
            on conflict (who, until_at) do update set codes = c.codes + 1 where c.codes < c.most
            """, ct);
        return counted == 1 ? null : CodeRefusals.TooOften.With("again", until);
    }

    /// <summary>The worker may not look into this schema, so each asking takes a few old rows along.</summary>
    private Task ForgetOldAsync(DateTimeOffset now, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        with counts as (delete from accounts.code_counts where ctid = any(array(select ctid from accounts.code_counts where until_at < {now} limit 20 for update skip locked)))
        delete from accounts.one_time_codes where ctid = any(array(select ctid from accounts.one_time_codes where expires_at < {now} limit 20 for update skip locked))
        """, ct);

    private async Task<bool> HasAccountAsync(string digits, CancellationToken ct)
    {
        var name = AccountDesk.NameOf(digits, keys);
        return await db.RowAsync<bool>($"""select exists (select from accounts.accounts where normalized_user_name = {name}) as "Value" """, ct);
    }

    private byte[] PhoneHash(string digits) => keys.LookupHash("phone", digits);

    private byte[] CodeHash(CodePurpose purpose, string digits, string code) =>
        HMACSHA256.HashData(keys.CodeKey, Encoding.UTF8.GetBytes($"one-time:{purpose}:{digits}:{code.Trim()}"));

    /// <summary>Whoever has one IPv6 address has 2^64 of them.</summary>
    private static string Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) { address = address.MapToIPv4(); }
        return address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
