using TimeBank.Orders;
using static TimeBank.Reports.Figure;

namespace TimeBank.Reports;

/// <summary>The one place that says what each figure means.</summary>
public static class FigureDefinitions
{
    public static readonly IReadOnlyList<FigureDefinition> All =
    [
        Sum(Hours, FigureUnit.Hours, f => f.Minutes / 60m, "服务时长", "Service time",
            "期内提供、已评单入账的服务时长，信用时与荣誉时之和，按服务当日计。", "Time served in the range and credited after rating, verified and declared; on the day of service."),
        Sum(VerifiedHours, FigureUnit.Hours, f => f.VerifiedMinutes / 60m, "信用时", "Verified time",
            "有两方独立见证的服务时长。", "Time with two independent witnesses."),
        Sum(DeclaredHours, FigureUnit.Hours, f => f.DeclaredMinutes / 60m, "荣誉时", "Declared time",
            "见证不足两方、经第二人审核的服务时长；日后补足见证即转为信用时。", "Time with fewer witnesses, approved by a second person; it becomes verified when a second witness stands."),
        Share(VerifiedShare, f => f.VerifiedMinutes, f => f.Minutes, "信用时占比", "Verified share", "信用时 ÷ 服务时长。", "Verified time ÷ service time."),
        Sum(Participations, FigureUnit.Participations, f => f.Participations, "参与人次", "Participations",
            "每人每完成一单计一人次，按服务当日计；以后更正时长，人次不变。", "One for each person and order served, on the day of service; a later correction of the minutes leaves it as it is."),
        Only(Persons, FigureUnit.Persons, f => f.Persons, "参与人数", "Volunteers who served",
            "期内有服务入账的志愿者，同一人只计一次；各站点之和可大于上级，因为一人可在多处服务。", "Volunteers credited for service in the range, each once; sites may sum to more than the site above, as one may serve at several."),
        Sum(RegisteredVolunteers, FigureUnit.Persons, f => f.RegisteredVolunteers, "注册志愿者", "Registered volunteers",
            "截至期末，常住站点在此、已有志愿者编号且未退出的人。", "At the end of the range: people of the site with a volunteer number who have not left."),
        Share(PersonsShare, f => f.Persons, f => f.RegisteredVolunteers, "参与率", "Served of registered", "参与人数 ÷ 注册志愿者；参与的人可以注册在别处，多于注册人数时不计。", "Volunteers who served ÷ registered volunteers; who served may be registered elsewhere, and where they are more there is no share."),
        Only(ActiveVolunteers, FigureUnit.Persons, f => f.ActiveVolunteers, "活跃志愿者", "Active volunteers",
            "截至期末的十二个自然月（含当月）内有服务入账的志愿者，同一人只计一次。", "Volunteers credited for service in the twelve calendar months up to the end of the range, each once."),
        Sum(PassbooksIssued, FigureUnit.Passbooks, f => f.PassbooksIssued, "新发存折", "Passbooks issued", "期内发放的时间存折，计在发放站点。", "Time passbooks issued in the range, by the issuing site."),
        Sum(PassbooksStanding, FigureUnit.Passbooks, f => f.PassbooksStanding, "在用存折", "Passbooks standing", "截至期末已发放、持有人未退出的时间存折。", "At the end of the range: passbooks issued whose holders have not left."),
        Sum(PlacedOrders, FigureUnit.Orders, f => f.PlacedOrders, "下单", "Orders placed", "期内下的全部订单，按下单日计；以下各状态是这些订单现在的状态。", "All orders placed in the range; the states below are those these orders are in now."),
        State(Placed, OrderState.Placed, "待派单", "Waiting for dispatch"),
        State(Offered, OrderState.Offered, "待接单", "Offered"),
        State(Accepted, OrderState.Accepted, "已接单", "Accepted"),
        State(InService, OrderState.InService, "服务中", "In service"),
        State(Served, OrderState.Served, "待评单", "To be rated"),
        State(Rated, OrderState.Rated, "已评单", "Rated"),
        State(Disputed, OrderState.Disputed, "有争议", "Disputed"),
        State(Rejected, OrderState.Rejected, "未受理", "Not taken on"),
        State(Withdrawn, OrderState.Withdrawn, "已取消", "Withdrawn"),
        Sum(ClosedOrders, FigureUnit.Orders, f => f.ClosedOrders, "办结", "Orders closed", "期内评单、未受理或取消的订单，按办结当日计，不论何日下单。", "Orders rated, not taken on or withdrawn in the range, whenever placed; on the day of closing."),
        Sum(OverdueOrders, FigureUnit.Orders, f => f.OverdueOrders, "超时", "Overdue", "期内下的订单中，到派单时限仍未派出也未办结的，包括现在仍在等的。", "Of the orders placed: those neither dispatched nor closed by their time limit, including those still waiting."),
        Share(OverdueShare, f => f.OverdueOrders, f => f.PlacedOrders, "超时率", "Overdue share", "超时 ÷ 下单。", "Overdue ÷ orders placed."),
        .. Waits(DispatchedOrders, DispatchMedian, DispatchNinetieth, f => f.Dispatch, ("已派单", "派单", "首次派单"), ("Dispatched", "Dispatch", "first dispatch")),
        .. Waits(AcceptedOrders, AcceptMedian, AcceptNinetieth, f => f.Accept, ("已有人接单", "接单", "首次接单"), ("Accepted by somebody", "Acceptance", "first acceptance")),
        .. Waits(FinishedOrders, FinishMedian, FinishNinetieth, f => f.Finish, ("服务完成", "完成", "服务完成"), ("Served", "Finish", "end of service")),
        Sum(SatisfiedAnswers, FigureUnit.Answers, f => f.SatisfiedAnswers, "满意评价", "Satisfied answers", "答“解决了”，且打了星的不少于四星；按评价当日计。", "“Solved”, with no fewer than four stars where stars were given; on the day of the answer."),
        Sum(Answers, FigureUnit.Answers, f => f.Answers, "有效评价", "Answers", "期内作出的评价：解决了、部分解决、没解决。", "Answers given in the range: solved, partly, unsolved."),
        Sum(NoAnswers, FigureUnit.Answers, f => f.NoAnswers, "未评价", "No answer", "到期无人评价的订单，不计入满意率。", "Orders nobody rated in time; part of no share."),
        Share(SatisfiedShare, f => f.SatisfiedAnswers, f => f.Answers, "满意率", "Satisfaction", "满意评价 ÷ 有效评价。", "Satisfied answers ÷ answers."),
    ];

    private static readonly Dictionary<Figure, FigureDefinition> _byFigure = All.ToDictionary(d => d.Figure);

    public static FigureDefinition Of(Figure figure) => _byFigure[figure];

    private static FigureDefinition Sum(Figure figure, FigureUnit unit, Func<SiteFigures, decimal?> value, string zh, string en, string zhMeaning, string enMeaning) =>
        new(figure, unit, true, value, zh, en, zhMeaning, enMeaning);

    private static FigureDefinition Only(Figure figure, FigureUnit unit, Func<SiteFigures, decimal?> value, string zh, string en, string zhMeaning, string enMeaning) =>
        new(figure, unit, false, value, zh, en, zhMeaning, enMeaning);

    private static FigureDefinition Share(Figure figure, Func<SiteFigures, long> part, Func<SiteFigures, long> whole, string zh, string en, string zhMeaning, string enMeaning) =>
        new(figure, FigureUnit.Percent, false, f => whole(f) == 0 || part(f) > whole(f) ? null : (decimal)part(f) / whole(f), zh, en, zhMeaning, enMeaning);

    private static FigureDefinition State(Figure figure, OrderState state, string zh, string en) =>
        Sum(figure, FigureUnit.Orders, f => f.Orders[state], zh, en, $"期内下的订单中，现在{zh}的。", $"Of the orders placed: now {en.ToLowerInvariant()}.");

    private static FigureDefinition[] Waits(
        Figure orders, Figure median, Figure ninetieth, Func<SiteFigures, WaitFigure> wait, (string Reached, string Step, string Until) zh, (string Reached, string Step, string Until) en) =>
    [
        Sum(orders, FigureUnit.Orders, f => wait(f).Orders, zh.Reached, en.Reached, $"期内下的订单中，{zh.Until}过的；{zh.Step}用时以这些订单计。", $"Of the orders placed: those that have reached their {en.Until}; its times are theirs."),
        Only(median, FigureUnit.Minutes, f => wait(f).MedianMinutes, $"{zh.Step}用时中位", $"{en.Step}, median", $"从下单到{zh.Until}的整分钟数；半数订单不超过它。", $"Whole minutes from placing to {en.Until}; half of the orders took no longer."),
        Only(ninetieth, FigureUnit.Minutes, f => wait(f).NinetiethMinutes, $"{zh.Step}用时九成", $"{en.Step}, 90 %", $"从下单到{zh.Until}的整分钟数；九成订单不超过它。", $"Whole minutes from placing to {en.Until}; nine in ten orders took no longer."),
    ];
}
