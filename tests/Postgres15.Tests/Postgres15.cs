using TimeBank.TestKit;

[assembly: AssemblyFixture(typeof(TimeBank.Postgres15.Tests.Postgres15))]

namespace TimeBank.Postgres15.Tests;

/// <summary>Debian's PostgreSQL 15, started before the first test of this project and ended after the last: all of them use it.</summary>
public sealed class Postgres15 : IAsyncLifetime
{
    private const string Programs = "/usr/lib/postgresql/15/bin";
    private OwnPostgres? _own;

    /// <exception cref="InvalidOperationException">It is not installed: tests fail, they are never skipped.</exception>
    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists(Programs)) { throw new InvalidOperationException("These tests need PostgreSQL 15: as root, apt-get install --no-install-recommends postgresql-15."); }
        _own = await OwnPostgres.StartAsync(Programs, "fsync=off", "synchronous_commit=off", "full_page_writes=off");
        Environment.SetEnvironmentVariable(TestServer.Setting, _own.Superuser);
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null) { await _own.DisposeAsync(); }
    }
}
