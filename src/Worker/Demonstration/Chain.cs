namespace TimeBank.Worker.Demonstration;

/// <summary>Somebody does something; a refusal is an answer that the play did not expect.</summary>
internal delegate Task<Refusal?> Deed(Stage stage, DateTimeOffset at, CancellationToken ct);

/// <summary>Deeds that follow each other. Chains know nothing of each other, so several can be played at once.</summary>
/// <param name="name">The same in every play; commands are named by it.</param>
internal abstract class Chain(string name)
{
    private readonly List<(DateTimeOffset At, Deed Deed)> _deeds = [];
    private int _next;

    public string Name { get; } = name;

    /// <summary>The first unexpected refusal: what should have followed is left out.</summary>
    public string? Surprise { get; private set; }

    /// <summary>Null: nothing is left.</summary>
    public DateTimeOffset? Next => _next < _deeds.Count ? _deeds[_next].At : null;

    /// <summary>When the last of what is planned so far happens.</summary>
    public DateTimeOffset Last => _deeds[^1].At;

    /// <returns>How many deeds were done.</returns>
    public async Task<int> PlayAsync(Stage stage, DateTimeOffset until, CancellationToken ct)
    {
        var before = _next;
        while (Next is { } at && at <= until)
        {
            if (await _deeds[_next].Deed(stage, at, ct) is { } refusal)
            {
                Surprise = $"{Name}, deed {_next + 1} at {at:yyyy-MM-dd HH:mm}Z: {refusal.Code}";
                _next = _deeds.Count;
                return 0;
            }

            _next++;
        }

        return _next - before;
    }

    /// <summary>Time does not go back within a chain.</summary>
    protected void Then(DateTimeOffset at, Deed deed) => _deeds.Add((_deeds.Count > 0 && _deeds[^1].At > at ? _deeds[^1].At : at, deed));

    /// <summary>A name of its own for the next deed's command.</summary>
    protected string KeyOfNext() => $"{Name}-{_deeds.Count + 1}";

    protected static Refusal? Why<T>(Outcome<T> outcome) => (outcome as Outcome<T>.Refused)?.Why;
}
