namespace TimeBank.Worker.Demonstration;

/// <summary>Open orders in every column of the board.</summary>
internal static class SceneBoard
{
    public static void Set(Scene scene)
    {
        Waiting(scene);
        CameBack(scene);
        Asked(scene);
        Agreed(scene);
        UnderWay(scene);
    }

    /// <summary>Nobody has looked yet: one too long, one nearly, one in danger, the others fresh.</summary>
    private static void Waiting(Scene s)
    {
        s.Want("living-alone-visit", s.Overdue(), s.Tomorrow(9, 30));
        s.Want("water-leak", s.Ago(1, 40), s.Ago(1, 40), 210);
        s.Want("missing-person", s.Ago(0, 18), s.Ago(0, 18), 210);
        s.Want("smartphone-lesson", s.Ago(0, 9), s.Tomorrow(15, 0));
        s.Want("haircut", s.Ago(0, 22), s.Tomorrow(10, 0, later: 1), by: s.Caller(), clerk: s.OtherClerk);
        s.Want("payment-errand", s.Ago(0, 51), s.Tomorrow(9, 0));
        var sister = s.County.Sisters(s.Station)[0];
        var forwarded = s.Want("furniture-moving", s.Ago(5, 10), s.Tomorrow(14, 30), at: sister);
        forwarded.Forward(s.Ago(2, 5), s.County.Sites[s.Station.Code].Id);
    }

    /// <summary>Asked once already, and on the board again.</summary>
    private static void CameBack(Scene s)
    {
        var given = s.Want("escort-to-hospital", s.Yesterday(10, 12), s.Tomorrow(8, 30), 180);
        var one = s.Somebody(given);
        given.Offer(s.Yesterday(10, 40), one).Accept(s.Yesterday(11, 5), one).GiveBack(s.Ago(0, 15), one, s.County.Script.Phrases.GivenBack[0]);
        var ignored = s.Want("paperwork-help", s.Ago(5, 20), s.Tomorrow(14, 0));
        ignored.Offer(s.Ago(4, 0), s.Somebody(ignored));
        var declined = s.Want("wheelchair-outing", s.Ago(3, 30), s.Tomorrow(9, 0, later: 1));
        var (first, second) = (s.Somebody(declined), s.Somebody(declined));
        declined.Offer(s.Ago(2, 30), first, second).Decline(s.Ago(2, 2), first).Decline(s.Ago(0, 50), second);
    }

    /// <summary>Waiting for an answer: by name, in the pool, nearly out of time.</summary>
    private static void Asked(Scene s)
    {
        var escort = s.Want("escort-to-hospital", s.Ago(1, 10), s.Tomorrow(8, 0), 180);
        escort.Offer(s.Ago(0, 25), s.Volunteer(1, escort));
        var repair = s.Want("appliance-repair", s.Ago(2, 0), s.Tomorrow(15, 30));
        var other = s.Somebody(repair);
        repair.Offer(s.Ago(0, 45), s.Volunteer(1, repair), other).Decline(s.Ago(0, 12), other);
        var haircut = s.Want("haircut", s.Ago(1, 50), s.Tomorrow(10, 0));
        haircut.Offer(s.Ago(0, 30), s.Volunteer(2, haircut));
        var late = s.Want("medicine-pickup", s.Ago(3, 0), s.Tomorrow(9, 30));
        late.Offer(s.Ago(1, 52), s.Somebody(late));
        s.Want("errand-shopping", s.Ago(3, 12), s.Tomorrow(10, 0, later: 1)).OpenToPool(s.Ago(0, 40), s.Now.AddHours(20));
        s.Want("computer-help", s.Ago(6, 5), s.Tomorrow(19, 0)).OpenToPool(s.Ago(1, 15), s.Now.AddHours(9));
        s.Want("home-cleaning", s.Ago(4, 40), s.Tomorrow(9, 0, later: 2)).OpenToPool(s.Ago(2, 20), s.Now.AddHours(30));
        var two = s.Want("furniture-moving", s.Ago(7, 0), s.Tomorrow(15, 0, later: 1));
        two.OpenToPool(s.Ago(3, 0), s.Now.AddHours(22)).Accept(s.Ago(1, 5), s.Somebody(two), pool: true);
    }

    /// <summary>Somebody will come: soon, later today, tomorrow.</summary>
    private static void Agreed(Scene s)
    {
        var soon = s.Want("medicine-pickup", s.Ago(8, 0), s.Now.AddMinutes(50), by: s.Resident);
        Agree(soon, s.Ago(6, 30), s.Volunteer(2, soon));
        var caller = s.Want("living-alone-visit", s.Yesterday(9, 20), s.Tomorrow(13, 0), by: s.County.Cast("caller"), clerk: s.Clerk);
        Agree(caller, s.Yesterday(9, 30), s.Volunteer(1, caller));
        var lesson = s.Want("smartphone-lesson", s.Ago(20, 0), s.Tomorrow(16, 30));
        Agree(lesson, s.Ago(18, 0), s.Volunteer(3, lesson));
        var meal = s.Want("meal-delivery", s.Ago(5, 0), s.Now.AddMinutes(150));
        Agree(meal, s.Ago(4, 10), s.Somebody(meal));
        // Should be there by now, and has said so.
        var late = s.Want("wheelchair-outing", s.Ago(9, 0), s.Ago(0, 25), 60);
        var held = s.Somebody(late);
        Agree(late, s.Ago(7, 40), held);
        late.SayLate(s.Ago(0, 32), held, 30);
    }

    private static void UnderWay(Scene s)
    {
        var (escort, lesson) = (s.Want("escort-to-hospital", s.Yesterday(14, 0), s.Ago(0, 40), 120), s.Want("policy-read-aloud", s.Yesterday(15, 10), s.Ago(1, 8), 60));
        foreach (var (tale, minutes) in new[] { (escort, 38), (lesson, 66) })
        {
            var visitor = s.Somebody(tale);
            Agree(tale, s.Yesterday(16, 0), visitor);
            tale.CheckIn(s.Ago(0, minutes), visitor);
        }

        var ended = s.Want("clothes-mending", s.Yesterday(11, 30), s.Ago(3, 0), 60);
        Serve(ended, s.Yesterday(12, 30), s.Somebody(ended));
        var mine = s.Want("living-alone-visit", s.Yesterday(8, 15), s.Yesterday(14, 0), by: s.Resident);
        Serve(mine, s.Yesterday(8, 40), s.Volunteer(1, mine));
        s.Want("family-photo", s.Ago(10, 0), s.Tomorrow(10, 0)).Withdraw(s.Ago(2, 0), s.County.Script.Phrases.Withdrawn[0]);
        s.Want("appliance-repair", s.Ago(9, 0), s.Tomorrow(10, 0)).Reject(s.Ago(1, 30), s.County.Script.Phrases.Rejected[0]);
    }

    internal static void Agree(Tale tale, DateTimeOffset at, Townsperson who) => tale.Offer(at, who).Accept(at.AddMinutes(25), who);

    /// <summary>With both codes, for as long as it was planned.</summary>
    internal static Tale Serve(Tale tale, DateTimeOffset offeredAt, Townsperson who)
    {
        Agree(tale, offeredAt, who);
        return tale.CheckIn(tale.Wish.From.AddMinutes(2), who).CheckOut(tale.Wish.Until.AddMinutes(-3), who);
    }
}
