using TimeBank.Orders;

namespace TimeBank.Worker.Demonstration;

/// <summary>The stretches of which an order's life is made. Each begins where the one before it ended.</summary>
internal sealed class Life(County county, PlayDays days, Tale tale, List<Townsperson> crew, Chance chance)
{
    private readonly Queue<Townsperson> _waiting = new(crew);
    private readonly List<Townsperson> _visitors = [];
    private Townsperson _clerk = tale.Wish.Clerk;
    private DateTimeOffset _mayOfferFrom = tale.Wish.DispatchAt;

    public Tale Tale => tale;

    public Chance Chance => chance;

    public County County => county;

    public Wish Wish => tale.Wish;

    public DateTimeOffset From { get; private set; } = tale.Wish.From;

    public DateTimeOffset Until { get; private set; } = tale.Wish.Until;

    public DateTimeOffset Last => tale.Last;

    public bool IsUrgent => Wish.Urgency is not Urgency.Ordinary;

    /// <summary>Who comes, or came last.</summary>
    public Townsperson Visitor => _visitors[^1];

    public Townsperson NextOfCrew() => _waiting.Dequeue();

    /// <summary>A moment on duty, so much after what was last.</summary>
    public DateTimeOffset OnDuty(double leastHours, double mostHours) => days.OnDuty(Last.AddMinutes(chance.Between((int)(leastHours * 60), (int)(mostHours * 60))), chance);

    public DateTimeOffset Awake(int leastMinutes, int mostMinutes) => days.Awake(Last.AddMinutes(chance.Between(leastMinutes, mostMinutes)), chance);

    public Life Accepted()
    {
        var (next, at) = (NextOfCrew(), OfferTime());
        tale.OfferBy(at, _clerk, next);
        Take(next, AnswerTime(at, 100), pool: false);
        return this;
    }

    /// <summary>Two are asked, and the second hears that it is taken.</summary>
    public Life TakenByTheFirst()
    {
        var (first, second, at) = (NextOfCrew(), NextOfCrew(), OfferTime());
        tale.OfferBy(at, _clerk, second, first);
        Take(first, AnswerTime(at, 100), pool: false);
        return this;
    }

    /// <summary>The dispatcher thinks better of it.</summary>
    public Life Recalled()
    {
        var (next, at) = (NextOfCrew(), OfferTime());
        tale.OfferBy(at, _clerk, next).Recall(at.AddMinutes(chance.Between(10, 60)), next);
        return Later(TimeSpan.FromMinutes(2));
    }

    /// <summary>All are asked by name, or the pool for a task of the station.</summary>
    public Life AllAccepted()
    {
        var at = OfferTime();
        if (Wish.Item.Centre) { tale.OpenToPool(at, From.AddMinutes(-20)); } else { tale.OfferBy(at, _clerk, [.. _waiting]); }
        while (_waiting.Count > 0) { Take(NextOfCrew(), AnswerTime(at, 100), Wish.Item.Centre); }
        return this;
    }

    public Life Grabbed()
    {
        var at = OfferTime();
        tale.OpenToPool(at, From.AddMinutes(-20));
        // Not for everybody: declining hides it for one, and costs nothing.
        if (_waiting.Count > 1) { tale.Decline(at.AddMinutes(1), NextOfCrew(), pool: true); }
        Take(NextOfCrew(), AnswerTime(at, 130), pool: true);
        return this;
    }

    public Life DeclinedByAll()
    {
        var (one, other, at) = (NextOfCrew(), NextOfCrew(), OfferTime());
        tale.OfferBy(at, _clerk, one, other).Decline(at.AddMinutes(chance.Between(3, 40)), one).Decline(at.AddMinutes(chance.Between(41, 100)), other);
        return Later(TimeSpan.FromMinutes(chance.Between(5, 40)));
    }

    public Life Ignored()
    {
        var at = OfferTime();
        tale.OfferBy(at, _clerk, NextOfCrew());
        // Two hours until it lapses, up to a slice until the worker looks round, and a moment until somebody sees it.
        return Later(TimeSpan.FromMinutes(chance.Between(185, 240)));
    }

    public Life GivenBack()
    {
        Accepted();
        tale.GiveBack(Awake(20, 90), Visitor, chance.Of(county.Script.Phrases.GivenBack));
        return Later(TimeSpan.FromMinutes(chance.Between(8, 50)));
    }

    public Life Forwarded()
    {
        var sister = chance.Of(county.Sisters(Wish.At));
        tale.Forward(Wish.DispatchAt, county.Sites[sister.Code].Id);
        _clerk = county.Dispatchers(sister)[0];
        return Later(TimeSpan.FromMinutes(chance.Between(15, 90)));
    }

    public Life SentBack()
    {
        Forwarded();
        tale.Return(OfferTime(), _clerk, chance.Of(county.Script.Phrases.Returned));
        _clerk = Wish.Clerk;
        return Later(TimeSpan.FromMinutes(chance.Between(15, 60)));
    }

    /// <summary>To another day; whoever had accepted is asked first, by the desk itself.</summary>
    public Life Moved()
    {
        var length = Until - From;
        do { From = From.AddDays(1); } while (!Visitor.Diary.IsFree(From, From + length));
        Until = From + length;
        Visitor.Diary.Take(From, Until);
        var at = Awake(5, 60);
        tale.Change(at, From, Until).Accept(at.AddMinutes(chance.Between(4, 70)), Visitor);
        return this;
    }

    public Life Withdrawn()
    {
        tale.Withdraw(Awake(15, 120), chance.Of(county.Script.Phrases.Withdrawn));
        return this;
    }

    public Life Mistyped()
    {
        tale.MistypeCode(Arrival(), Visitor);
        return this;
    }

    /// <summary>The bus; a quarter of an hour, and it is nearly that.</summary>
    public Life ServedLate()
    {
        var at = From.AddMinutes(chance.Between(11, 17));
        tale.SayLate(From.AddMinutes(-chance.Between(4, 20)), Visitor, 15).CheckIn(at, Visitor).CheckOut(at.AddMinutes(Length() - 5), Visitor);
        return this;
    }

    public Life Served()
    {
        var at = Arrival();
        tale.CheckIn(at, Visitor).CheckOut(at.AddMinutes(Length()), Visitor);
        return this;
    }

    public Life AllServed()
    {
        foreach (var each in _visitors) { tale.CheckIn(Arrival(), each); }
        foreach (var each in _visitors) { tale.CheckOut(Last.AddMinutes(each == _visitors[0] ? Length() - 12 : chance.Between(0, 3)), each); }
        return this;
    }

    public Life ServedByWord(VisitOutcome outcome = VisitOutcome.Done)
    {
        var at = Arrival();
        tale.VouchIn(at, Visitor).VouchOut(at.AddMinutes(outcome is VisitOutcome.Done ? Length() : 20), Visitor, outcome);
        return this;
    }

    public Life ServedHalfByWord()
    {
        var at = Arrival();
        tale.VouchIn(at, Visitor).CheckOut(at.AddMinutes(Length()), Visitor);
        return this;
    }

    /// <summary>By a colleague of whoever vouched, who then rates for the resident.</summary>
    public Life CalledBack()
    {
        var colleague = county.Dispatchers(Wish.At).First(d => d != Wish.Clerk);
        tale.CallBack(OnDuty(0.5, 20), colleague, Visitor).RateBy(Last.AddMinutes(chance.Between(1, 4)), colleague, Answer.Solved, chance.Between(4, 5), [RatingTag.Kind], null);
        return this;
    }

    public Life Rated()
    {
        var at = RatingTime();
        var stars = chance.Below(100) switch { < 70 => 5, < 93 => 4, _ => 3 };
        var tags = chance.Shuffled(stars == 3 ? [RatingTag.Late, RatingTag.Kind] : new[] { RatingTag.OnTime, RatingTag.Patient, RatingTag.Skilled, RatingTag.Kind, RatingTag.Careful }).Take(chance.Between(0, 3));
        tale.Rate(at, Answer.Solved, stars, [.. tags], chance.Percent(38) ? chance.Of(county.Script.Phrases.Solved) : null);
        return this;
    }

    /// <summary>Soon, or tomorrow; whoever waits for three days is not asked any more.</summary>
    public DateTimeOffset RatingTime()
    {
        var at = days.Awake(Last.AddMinutes(4) + chance.Wait(200), chance);
        return at < Last.AddDays(2.5) ? at : days.Awake(Last.AddHours(20), chance);
    }

    /// <summary>Minutes that a visit lasts: about as usual, and not so long that anybody asks where they are.</summary>
    public int Length() => Math.Min(Wish.Menu.GreatestMinutes, Math.Min((int)(Until - From).TotalMinutes + 10, Wish.Menu.UsualMinutes * chance.Between(70, 118) / 100));

    /// <summary>The same thing at another time: reopened orders.</summary>
    public Life Again(DateTimeOffset from, DateTimeOffset until, Townsperson who)
    {
        (From, Until, _mayOfferFrom) = (from, until, OnDuty(0.1, 1));
        _waiting.Enqueue(who);
        return this;
    }

    private Life Later(TimeSpan wait)
    {
        _mayOfferFrom = days.OnDuty(Last + wait, chance);
        return this;
    }

    private void Take(Townsperson who, DateTimeOffset at, bool pool)
    {
        tale.Accept(at, who, pool);
        _visitors.Add(who);
    }

    private DateTimeOffset OfferTime() => _mayOfferFrom > Last ? _mayOfferFrom : Last.AddMinutes(1);

    private DateTimeOffset AnswerTime(DateTimeOffset asked, int within)
    {
        var most = IsUrgent ? 7 : Math.Min(within, (int)(From - asked).TotalMinutes - 25);
        var at = asked.AddMinutes(chance.Between(2, Math.Max(3, most)));
        return at > Last ? at : Last.AddMinutes(1);
    }

    private DateTimeOffset Arrival()
    {
        var at = IsUrgent ? Last.AddMinutes(chance.Between(8, 25)) : From.AddMinutes(chance.Between(-9, 12));
        return at > Last ? at : Last.AddMinutes(1);
    }
}
