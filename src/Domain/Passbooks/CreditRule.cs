using TimeBank.Policies;

namespace TimeBank.Passbooks;

/// <summary>How many minutes given become how many minutes credited, before caps. Caps need fresh balances and live in 0012_crediting.sql.</summary>
public static class CreditRule
{
    /// <summary>Rate first, then rounded down to the policy's step: no minute is made up.</summary>
    public static Minutes Credited(Minutes given, Policy policy)
    {
        var atRate = (long)given.Count * policy.RatePercent / 100;
        return new Minutes((int)(atRate - (atRate % policy.RoundingMinutes)));
    }
}
