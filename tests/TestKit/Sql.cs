using System.Runtime.CompilerServices;
using Npgsql;
using Xunit;

namespace TimeBank.TestKit;

/// <summary>What the database itself refuses, whoever asks and whatever the code in front of it believes.</summary>
public static class Sql
{
    /// <summary>For statements whose table or role is data of the test.</summary>
    public static FormattableString Of(string statement) => FormattableStringFactory.Create(statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    /// <param name="reason">The name of the broken constraint, or the SQLSTATE where none is broken.</param>
    public static async Task RefusedAsync(this Postgres database, string reason, FormattableString statement, string? connectionString = null)
    {
        var broken = await Assert.ThrowsAsync<PostgresException>(() => database.RunAsync(statement, connectionString));
        Assert.True(reason == broken.ConstraintName || reason == broken.SqlState, $"{reason} was expected: {broken.SqlState} {broken.ConstraintName} {broken.MessageText}");
    }
}
