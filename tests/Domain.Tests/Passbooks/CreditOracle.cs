namespace TimeBank.Domain.Tests.Passbooks;

/// <summary>What 0012_crediting.sql must do, one due row at a time, in plain C#.</summary>
internal sealed class CreditOracle
{
    private readonly List<(Guid Cause, int Open)> _claims = [];

    public long Available { get; private set; }
    public long Excess { get; private set; }
    public long Owed => _claims.Sum(c => (long)c.Open);

    public void Take(Guid cause, int minutes, long cap)
    {
        if (minutes < 0) { TakeBack(cause, -minutes); return; }

        var repaid = (int)Math.Min(minutes, Owed);
        var credit = Math.Min(minutes, Math.Max(0, cap - Available) + repaid);
        Available += credit - repaid;
        Excess += minutes - credit;
        for (var i = 0; i < _claims.Count && repaid > 0; i++)
        {
            var part = Math.Min(repaid, _claims[i].Open);
            _claims[i] = (_claims[i].Cause, _claims[i].Open - part);
            repaid -= part;
        }
    }

    private void TakeBack(Guid cause, int minutes)
    {
        var back = (int)Math.Min(minutes, Available);
        Available -= back;
        if (minutes > back) { _claims.Add((cause, minutes - back)); }
    }
}
