using TimeBank.Orders;

namespace TimeBank.Worker.Demonstration;

/// <summary>One of everything that waits for a person to settle it: some for the first, some for the second.</summary>
internal static class SceneCases
{
    public static void Set(Scene s)
    {
        NobodyCheckedOut(s, 15, settled: false);
        NobodyCheckedOut(s, 9, settled: true);
        NobodyCame(s);
        ByWordAlone(s);
        Disputed(s);
        Complained(s);
        Corrected(s);
    }

    private static void NobodyCheckedOut(Scene s, int hour, bool settled)
    {
        var tale = s.Want("living-alone-visit", s.Yesterday(7, 40), s.Yesterday(hour, 0), 60);
        var who = s.Somebody(tale);
        SceneBoard.Agree(tale, s.Yesterday(7, 55), who);
        tale.CheckIn(s.Yesterday(hour, 3), who);
        if (settled) { tale.Settle(s.Ago(0, 55), s.Approver, who, s.Yesterday(hour, 3), s.Yesterday(hour, 58), s.County.Script.Phrases.Settled[0]); }
    }

    private static void NobodyCame(Scene s)
    {
        var contested = s.Want("payment-errand", s.Yesterday(7, 10), s.Yesterday(10, 0), 60);
        var who = s.Somebody(contested);
        SceneBoard.Agree(contested, s.Yesterday(7, 30), who);
        contested.MarkNoShow(s.Yesterday(10, 50), who).Settle(s.Ago(0, 35), s.Approver, who, s.Yesterday(10, 10), s.Yesterday(10, 45), s.County.Script.Phrases.Settled[^1]);
    }

    /// <summary>The dispatcher vouched for both ends: a manager has to agree, or a colleague to call back.</summary>
    private static void ByWordAlone(Scene s)
    {
        var rated = s.Want("errand-shopping", s.Yesterday(8, 5), s.Yesterday(10, 30), 60);
        var called = s.Want("haircut", s.Yesterday(8, 30), s.Yesterday(11, 0), 60, by: s.Caller(), clerk: s.Clerk);
        foreach (var tale in new[] { rated, called })
        {
            var who = s.Somebody(tale);
            SceneBoard.Agree(tale, s.Yesterday(8, 45), who);
            tale.VouchIn(tale.Wish.From.AddMinutes(4), who).VouchOut(tale.Wish.Until.AddMinutes(-5), who);
        }

        rated.Rate(s.Yesterday(20, 10), Answer.Solved, 5, [RatingTag.OnTime], null);
    }

    private static void Disputed(Scene s)
    {
        var open = s.Want("home-cleaning", s.Yesterday(7, 20), s.Yesterday(13, 0), 120);
        SceneBoard.Serve(open, s.Yesterday(8, 20), s.Somebody(open));
        open.Rate(s.Ago(0, 48), Answer.Partly, 2, [RatingTag.Late], s.County.Script.Phrases.Partly[^1], Objection.WrongTimes);
        var proposed = s.Want("escort-to-hospital", s.Yesterday(7, 15), s.Yesterday(9, 30), 180);
        var who = s.Somebody(proposed);
        SceneBoard.Serve(proposed, s.Yesterday(7, 50), who);
        proposed.Rate(s.Yesterday(21, 0), Answer.Partly, 3, [], null, Objection.WrongTimes).Resolve(s.Ago(0, 20), s.OtherApprover, who, 120, s.County.Script.Phrases.Resolved[0]);
    }

    private static void Complained(Scene s)
    {
        var tale = s.Want("appliance-repair", s.Yesterday(7, 50), s.Yesterday(16, 0), 60);
        SceneBoard.Serve(tale, s.Yesterday(8, 30), s.Somebody(tale));
        tale.Rate(s.Ago(0, 42), Answer.Unsolved, 1, [RatingTag.Careless], s.County.Script.Phrases.Unsolved[0]);
    }

    private static void Corrected(Scene s)
    {
        var tale = s.Want("homework-help", s.Yesterday(7, 5).AddDays(-2), s.Yesterday(16, 0).AddDays(-2), 90);
        SceneBoard.Serve(tale, s.Yesterday(7, 35).AddDays(-2), s.Somebody(tale));
        tale.Rate(s.Yesterday(19, 0).AddDays(-2), Answer.Solved, 4, [RatingTag.Patient], null).ProposeCorrection(s.Ago(0, 30), s.Approver, -20);
    }
}
