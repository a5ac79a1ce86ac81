using static TimeBank.Worker.Demonstration.Fate;

namespace TimeBank.Worker.Demonstration;

/// <summary>Tells one order's life: the ways that end well, and those that end early. What goes wrong stands in <see cref="Troubles"/>.</summary>
internal sealed class Fates(County county, PlayDays days, Teller teller)
{
    private readonly Troubles _troubles = new(county);

    /// <returns>Null when nobody was found to live it.</returns>
    public Tale? Tell(string name, DateTimeOffset placedAt, Fate fate)
    {
        var chance = Chance.For($"{name}-{fate}");
        if (teller.Think(placedAt, KindOf(fate), chance) is not var (wish, crew)) { return null; }
        Tale tale = new(name, wish, county);
        Life life = new(county, days, tale, crew, chance);
        switch (fate)
        {
            case Rated or Urgent: life.Accepted().Served().Rated(); break;
            case Raced: life.TakenByTheFirst().Served().Rated(); break;
            case Fate.Recalled: life.Recalled().Accepted().Served().Rated(); break;
            case Unrated: life.Accepted().Served(); break;
            case Fate.Together or Fate.Centre: life.AllAccepted().AllServed().Rated(); break;
            case Fate.Called: life.Accepted().ServedByWord().CalledBack(); break;
            case Pool: life.Grabbed().Served().Rated(); break;
            case AllDecline: life.DeclinedByAll().Grabbed().Served().Rated(); break;
            case Lapse: life.Ignored().Accepted().Served().Rated(); break;
            case GiveBack: life.GivenBack().Accepted().Served().Rated(); break;
            case WithdrawnEarly: tale.Withdraw(wish.PlacedAt.AddMinutes(3), Reason(county.Script.Phrases.Withdrawn)); break;
            case WithdrawnLate: life.Accepted().Withdrawn(); break;
            case Rejected: tale.Reject(wish.DispatchAt, Reason(county.Script.Phrases.Rejected)); break;
            case Forwarded: life.Forwarded().Accepted().Served().Rated(); break;
            case Returned: life.SentBack().Accepted().Served().Rated(); break;
            case Vouched: life.Accepted().ServedHalfByWord().Rated(); break;
            case Late: life.Accepted().ServedLate().Rated(); break;
            case WrongCode: life.Accepted().Mistyped().Served().Rated(); break;
            case Changed: life.Accepted().Moved().Served().Rated(); break;
            default: _troubles.Befall(fate, life); break;
        }

        return tale;

        string Reason(string[] reasons) => chance.Of(reasons);
    }

    private static WishKind KindOf(Fate fate) => fate switch
    {
        Urgent => new() { IsUrgent = true },
        Fate.Together => new() { Together = true, IsUrgent = null },
        Fate.Centre => new() { Centre = true },
        Fate.Called => new() { Called = true },
        Pool => new() { More = 1, Notice = TimeSpan.FromHours(4) },
        AllDecline => new() { More = 2, Notice = TimeSpan.FromHours(20) },
        Lapse or GiveBack or Fate.Recalled => new() { More = 1, Notice = TimeSpan.FromHours(24) },
        Raced or NoShow => new() { More = 1 },
        Forwarded or Returned => new() { HasSisters = true, Notice = TimeSpan.FromHours(24) },
        Changed or WithdrawnLate => new() { Notice = TimeSpan.FromHours(20) },
        _ => new(),
    };
}
