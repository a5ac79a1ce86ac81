using System.Threading.Channels;

namespace TimeBank.Api.Desks;

/// <summary>The boards that are open in this process, and who looks at which order. Two at one order see each other; names are for staff, and forgotten when they look away.</summary>
public sealed class OpenBoards(TimeProvider clock)
{
    /// <summary>A page without scripts cannot say that it was left.</summary>
    public static readonly TimeSpan LooksFor = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly List<OpenBoard> _boards = [];
    private readonly Dictionary<(Guid Order, Guid Person), (string Name, DateTimeOffset Until)> _glances = [];

    public OpenBoard Open(Guid siteId, Guid? orderId, Guid personId, string name)
    {
        OpenBoard board = new(this, siteId, orderId, personId, name);
        lock (_gate)
        {
            _boards.Add(board);
            if (orderId is { } order) { _glances.Remove((order, personId)); }   // from now on the open board says so
        }

        TellLookers(orderId, personId);
        return board;
    }

    /// <summary>Somebody opened an order on a page.</summary>
    public void Glance(Guid orderId, Guid personId, string name)
    {
        var isNew = !Others(orderId, Guid.Empty).Contains(name);
        lock (_gate)
        {
            foreach (var old in _glances.Where(g => g.Value.Until <= clock.GetUtcNow()).Select(g => g.Key).ToList()) { _glances.Remove(old); }
            _glances[(orderId, personId)] = (name, clock.GetUtcNow() + LooksFor);
        }

        if (isNew) { TellLookers(orderId, personId); }
    }

    /// <summary>Who else has this order before their eyes.</summary>
    public IReadOnlyList<string> Others(Guid orderId, Guid personId)
    {
        lock (_gate)
        {
            var open = _boards.Where(b => b.OrderId == orderId && b.PersonId != personId).Select(b => b.Name);
            var glances = _glances.Where(g => g.Key.Order == orderId && g.Key.Person != personId && g.Value.Until > clock.GetUtcNow()).Select(g => g.Value.Name);
            return [.. open.Concat(glances).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Sites with an open board.</summary>
    public IReadOnlyCollection<Guid> Sites
    {
        get { lock (_gate) { return _boards.Select(b => b.SiteId).ToHashSet(); } }
    }

    /// <summary>Something changed at the site or below it.</summary>
    public void Tell(Guid siteId)
    {
        lock (_gate) { foreach (var board in _boards.Where(b => b.SiteId == siteId)) { board.Tell(); } }
    }

    internal void Close(OpenBoard board)
    {
        lock (_gate) { _boards.Remove(board); }
        TellLookers(board.OrderId, board.PersonId);
    }

    private void TellLookers(Guid? orderId, Guid personId)
    {
        if (orderId is null) { return; }
        lock (_gate) { foreach (var board in _boards.Where(b => b.OrderId == orderId && b.PersonId != personId)) { board.Tell(); } }
    }
}

/// <summary>One board in one browser; many changes before it looks are one.</summary>
public sealed class OpenBoard(OpenBoards all, Guid siteId, Guid? orderId, Guid personId, string name) : IDisposable
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Guid SiteId => siteId;
    public Guid? OrderId => orderId;
    public Guid PersonId => personId;
    public string Name => name;

    public void Tell() => _changes.Writer.TryWrite(true);

    public async Task NextAsync(CancellationToken ct) => await _changes.Reader.ReadAsync(ct);

    public void Dispose() => all.Close(this);
}
