using TimeBank.Orders;
using static TimeBank.Worker.Demonstration.Fate;

namespace TimeBank.Worker.Demonstration;

/// <summary>What goes wrong, and how people settle it.</summary>
internal sealed class Troubles(County county)
{
    private Phrases Phrases => county.Script.Phrases;

    public void Befall(Fate fate, Life life)
    {
        life.Accepted();
        switch (fate)
        {
            case NoShow: NobodyCame(life); break;
            case NoShowContested: CameAfterAll(life); break;
            case NotHome: life.ServedByWord(VisitOutcome.NotHome).Tale.Approve(life.OnDuty(1, 20), Approver(life), CaseKind.DeclaredMinutes); break;
            case Declared: ApprovedByAnother(life); break;
            case MissedCheckOut: ForgotToCheckOut(life); break;
            case DisputedAsRecorded: Disputed(life, Objection.WrongTimes, null); break;
            case DisputedNone: Disputed(life, Objection.NobodyCame, 0); break;
            case DisputedOther: Disputed(life, Objection.WrongTimes, life.Wish.Menu.UsualMinutes / 2).Approve(life.OnDuty(1, 12), Approver(life, 1), CaseKind.Dispute); break;
            case Unsolved: Complained(life).CloseComplaint(life.OnDuty(3, 22), life.Chance.Of(Phrases.Complaints)); break;
            case Reported: Unkind(life).CloseComplaint(life.OnDuty(2, 20), Phrases.Complaints[0]); break;
            case Partly: HalfDone(life); break;
            case Reopened: Again(life); break;
            case Corrected: Mistaken(life).ApproveCorrection(life.OnDuty(2, 20), Approver(life, 1)); break;
            case CorrectionRefused: Mistaken(life).EndCorrection(life.OnDuty(2, 20), Approver(life, 1)); break;
            default: throw new ArgumentOutOfRangeException(nameof(fate));
        }
    }

    /// <summary>Somebody else comes at once, where there is time left; or the resident gives up for the day.</summary>
    private void NobodyCame(Life life)
    {
        var (tale, first, second) = (life.Tale, life.Visitor, life.NextOfCrew());
        tale.MarkNoShow(life.From.AddMinutes(33), first);
        if (life.Until < life.From.AddMinutes(60))
        {
            tale.Withdraw(life.From.AddMinutes(50), life.Chance.Of(Phrases.Withdrawn));
            return;
        }

        var at = life.From.AddMinutes(36);
        tale.Offer(at, second).Accept(at.AddMinutes(4), second).CheckIn(at.AddMinutes(20), second).CheckOut(at.AddMinutes(20 + Math.Min(45, life.Length())), second);
        life.Rated();
    }

    private void CameAfterAll(Life life)
    {
        var (from, minutes) = (life.From.AddMinutes(5), life.Length());
        life.Tale.MarkNoShow(life.From.AddMinutes(38), life.Visitor);
        Settled(life, from, from.AddMinutes(minutes), CaseKind.NoShowContested, Phrases.Settled[^1]);
    }

    private void ForgotToCheckOut(Life life)
    {
        var (at, minutes) = (life.From.AddMinutes(life.Chance.Between(0, 8)), life.Length());
        life.Tale.CheckIn(at, life.Visitor);
        Settled(life, at, at.AddMinutes(minutes), CaseKind.MissedCheckOut, life.Chance.Of(Phrases.Settled[..^1]));
    }

    private void Settled(Life life, DateTimeOffset from, DateTimeOffset until, CaseKind kind, string reason)
    {
        life.Tale.Settle(life.OnDuty(18, 26), Approver(life), life.Visitor, from, until, reason);
        life.Tale.Approve(life.OnDuty(2, 12), Approver(life, 1), kind);
        life.Rated();
    }

    private void ApprovedByAnother(Life life)
    {
        life.ServedByWord().Rated();
        life.Tale.Approve(life.OnDuty(1, 20), Approver(life), CaseKind.DeclaredMinutes);
    }

    private Tale Disputed(Life life, Objection objection, int? minutes)
    {
        life.Served();
        return life.Tale
            .Rate(life.RatingTime(), objection is Objection.NobodyCame ? Answer.Unsolved : Answer.Partly, 2, [RatingTag.Late], null, objection)
            .Resolve(life.OnDuty(2, 24), Approver(life), life.Visitor, minutes, Phrases.Resolved[minutes switch { null => 1, 0 => 2, _ => 0 }]);
    }

    private Tale Complained(Life life)
    {
        life.Served();
        return life.Tale.Rate(life.RatingTime(), Answer.Unsolved, life.Chance.Between(1, 2), [RatingTag.Careless], life.Chance.Of(Phrases.Unsolved));
    }

    /// <summary>It was done, and yet something has to be said.</summary>
    private Tale Unkind(Life life)
    {
        life.Served().Rated();
        return life.Tale.Report(life.Awake(10, 200), life.Visitor, life.Chance.Of(Phrases.Reports));
    }

    private Tale HalfDone(Life life)
    {
        life.Served();
        return life.Tale.Rate(life.RatingTime(), Answer.Partly, life.Chance.Between(3, 4), [RatingTag.Kind], life.Chance.Of(Phrases.Partly));
    }

    /// <summary>The same volunteer comes once more.</summary>
    private void Again(Life life)
    {
        var tale = HalfDone(life);
        var (who, length) = (life.Visitor, life.Until - life.From);
        var from = life.From.AddDays(1);
        do { from = from.AddDays(1); } while (from < life.Last.AddHours(40) || !who.Diary.IsFree(from, from + length));
        who.Diary.Take(from, from + length);
        tale.Reopen(life.Awake(20, 300), from, from + length);
        life.Again(from, from + length, who).Accepted().Served().Rated();
    }

    private Tale Mistaken(Life life)
    {
        life.Served().Rated();
        return life.Tale.ProposeCorrection(life.OnDuty(20, 30), Approver(life), -life.Chance.Between(5, 15));
    }

    private Townsperson Approver(Life life, int which = 0) => county.Approvers(life.Wish.At)[which];
}
