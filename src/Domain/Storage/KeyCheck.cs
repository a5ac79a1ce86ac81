using System.Security.Cryptography;
using Npgsql;

namespace TimeBank.Storage;

/// <summary>The database knows its keys by a plain value under each of them: a host with other keys refuses to start instead of writing what nobody can read.</summary>
public static class KeyCheck
{
    private const string Plain = "volunteer";
    private const string Sealing = "sealing";
    private const string Lookup = "lookup";

    /// <summary>For <c>Worker migrate</c>: makes the keys of a database that has none yet, and never new ones for a database whose keys are missing.</summary>
    /// <param name="ownerConnectionString">The hosts' roles may only read.</param>
    /// <exception cref="DeploymentFault">The directory holds no keys, or other ones than the database's.</exception>
    public static async Task EstablishAsync(string ownerConnectionString, string keysPath, CancellationToken ct)
    {
        await using var database = NpgsqlDataSource.Create(ownerConnectionString);
        await using (var connection = await database.OpenConnectionAsync(ct))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using NpgsqlCommand take = new("lock table key_checks in exclusive mode", connection);
            await take.ExecuteNonQueryAsync(ct);
            await using NpgsqlCommand look = new("select exists (select from key_checks)", connection);
            if (!(bool)(await look.ExecuteScalarAsync(ct))!)
            {
                DeploymentKeys.Create(keysPath);
                DeploymentKeys keys = new(keysPath);
                await using NpgsqlCommand write = new("insert into key_checks (purpose, value) values ($1, $2), ($3, $4)", connection)
                {
                    Parameters = { new() { Value = Sealing }, new() { Value = keys.Seal(Plain) }, new() { Value = Lookup }, new() { Value = keys.LookupHash(Lookup, Plain) } },
                };
                await write.ExecuteNonQueryAsync(ct);
            }

            await transaction.CommitAsync(ct);
        }

        await VerifyAsync(database, new DeploymentKeys(keysPath), ct);
    }

    /// <summary>For every host, before it does anything.</summary>
    /// <exception cref="DeploymentFault">These are not the keys of this database, or it has not been migrated.</exception>
    public static async Task VerifyAsync(NpgsqlDataSource database, DeploymentKeys keys, CancellationToken ct)
    {
        var known = await ReadAsync(database, ct);
        if (!known.TryGetValue(Sealing, out var sealedValue) || !known.TryGetValue(Lookup, out var hash))
        {
            throw new DeploymentFault("The database does not know its keys yet. Run `Worker migrate`.");
        }

        if (!CryptographicOperations.FixedTimeEquals(hash, keys.LookupHash(Lookup, Plain)) || !Opens(keys, sealedValue))
        {
            throw new DeploymentFault("The keys under Keys__Path are not the keys of this database: what it holds about people could not be read. Restore the keys that were backed up with it.");
        }
    }

    private static async Task<Dictionary<string, byte[]>> ReadAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        Dictionary<string, byte[]> known = [];
        try
        {
            await using var read = database.CreateCommand("select purpose, value from key_checks");
            await using var rows = await read.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct)) { known[rows.GetString(0)] = rows.GetFieldValue<byte[]>(1); }
        }
        catch (PostgresException noTable) when (noTable.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new DeploymentFault("The database has no tables yet. Run `Worker migrate`.");
        }

        return known;
    }

    private static bool Opens(DeploymentKeys keys, byte[] sealedValue)
    {
        try { return keys.Open<string>(sealedValue) == Plain; }
        catch (CryptographicException) { return false; }
    }
}
