using static TimeBank.RefusalKind;

namespace TimeBank.Orders;

/// <summary>Every "no" an order can answer.</summary>
public static class OrderRefusals
{
    public static readonly Refusal NotFound = new("order.not_found", RefusalKind.NotFound, "There is no such order.", "没有找到这个订单。");
    public static readonly Refusal Forbidden = new("order.not_yours", RefusalKind.Forbidden, "This step is not yours to take on this order.", "您在这个订单上没有做这一步的权限。");
    public static readonly Refusal NotNow = new("order.not_now", Conflict, "This step is not possible in the order's present state.", "订单现在的状态不能做这一步。");
    public static readonly Refusal Moved = new("order.moved", Conflict, "Somebody has just changed this order. Look again, then decide.", "有人刚刚处理过这个订单，请看一眼最新情况再操作。");
    public static readonly Refusal Taken = new("order.taken", Conflict, "Another volunteer has already taken this place. Thank you for offering.", "已经有志愿者接单了，谢谢您的热心。");
    public static readonly Refusal OfferEnded = new("offer.ended", Conflict, "This offer is no longer open.", "这个派单已经结束了。");
    public static readonly Refusal OfferAlready = new("offer.already", Conflict, "This order is already offered to that person, or they already have a place.", "已经派给这位志愿者了。");
    public static readonly Refusal UndoLate = new("offer.undo_late", Conflict, "A dispatch can be undone for ten minutes. Recall the offers one by one, and call the volunteers.", "派单超过十分钟就不能整单撤销了，请逐个撤回并电话告知志愿者。");
    public static readonly Refusal UndoTaken = new("offer.undo_taken", Conflict, "Somebody has accepted already. Call them; then give the place back for them, or let them come.", "已经有志愿者接单了，请先打电话说明，再代为退回，或者就请他来。");
    public static readonly Refusal NobodyNamed = new("offer.nobody", Invalid, "Name at least one volunteer, or the pool.", "请至少选择一位志愿者，或放入抢单池。");
    public static readonly Refusal DeadlinePassed = new("offer.deadline", Invalid, "The deadline must lie ahead, within 30 days.", "截止时间必须是将来的时间，且不超过 30 天。");
    public static readonly Refusal NotVolunteer = new("volunteer.not_registered", Conflict, "This person is not a registered volunteer.", "这位还不是注册志愿者。");
    public static readonly Refusal OwnOrder = new("order.own", Conflict, "You cannot serve an order that you placed or that is for you.", "不能接自己点的或为自己点的单。");
    public static readonly Refusal Household = new("order.household", Conflict, "You cannot serve a member of your own family or household.", "不能接自己家人的单。");
    public static readonly Refusal Apart = new("volunteer.apart", Conflict, "This order and this volunteer cannot be brought together. Please choose another.", "这一单不能由这位志愿者来做，请另选。");
    public static readonly Refusal Minor = new("volunteer.minor", Conflict, "This service needs an adult volunteer.", "这项服务需要成年志愿者。");
    public static readonly Refusal Unqualified = new("volunteer.unqualified", Conflict, "This service needs a qualification that is not on file or has expired.", "这项服务需要相应资质，目前没有登记或已过期。");
    public static readonly Refusal Busy = new("volunteer.overlap", Conflict, "This volunteer already has a visit at that time.", "这段时间已经有别的服务安排了。");
    public static readonly Refusal TimePassed = new("order.time_passed", Conflict, "The wanted time has passed. Agree on another time first, then dispatch.", "约定的时间已经过了，请先和居民商定新的时间再派单。");
    public static readonly Refusal CallFirst = new("order.call_first", Conflict, "Call the resident back first, then rate for them.", "请先电话回访居民，再代为评单。");
    public static readonly Refusal TooEarlyToCheckIn = new("visit.too_early", Conflict, "Check-in opens two hours before the planned time.", "约定时间前两小时才能签到。");
    public static readonly Refusal ServesElsewhere = new("visit.serves_elsewhere", Conflict, "This volunteer is still checked in at another visit. Check out there first, or ask the station to do it.", "志愿者在另一次服务中还没有签退，请先签退，或请实践站代办。");
    public static readonly Refusal TooLateToCheckIn = new("visit.too_late", Conflict, "More than two hours have passed since the planned time. Please call the station.", "已过约定时间两小时，请联系实践站。");
    public static readonly Refusal LateMinutes = new("visit.late_minutes", Invalid, "Between 5 and 120 minutes late; for more, give the visit back or agree on another time with the station.", "晚到请填 5 到 120 分钟；再晚请退回接单，或与实践站另约时间。");
    public static readonly Refusal LateAlready = new("visit.late_already", Conflict, "They have already been told so.", "已经这样告诉过对方了。");
    public static readonly Refusal LatePassed = new("visit.late_passed", Conflict, "That time has passed already. Say a later one.", "这个时间已经过了，请选晚一点的时间。");
    public static readonly Refusal WrongCode = new("code.wrong", Conflict, "That code is not right. Ask the resident to read it out once more.", "口令不对，请让居民再念一遍。");
    public static readonly Refusal CodeLocked = new("code.locked", Conflict, "The code is locked after five wrong tries. The station can vouch for the visit.", "口令连错五次已锁定，请联系实践站核实。");
    public static readonly Refusal EndCodeTooEarly = new("code.too_early", Conflict, "The end code counts only after check-in.", "签到以后才能用结束口令。");
    public static readonly Refusal CodeNeeded = new("code.needed", Invalid, "Enter the resident's six-digit code.", "请输入居民的六位口令。");
    public static readonly Refusal NothingChanged = new("order.nothing_changed", Invalid, "Say what is to change: the time, the number of people, the words or the address.", "请说明要改什么：时间、人数、需求内容或地址。");
    public static readonly Refusal TextsNeeded = new("order.texts_needed", Invalid, "Say in words what is needed and where.", "请写明需要什么帮助、在什么地方。");
    public static readonly Refusal TextTooLong = new("order.text_too_long", Invalid, "That is too long. Please say it in fewer words.", "写得太长了，请写短一点。");
    public static readonly Refusal NotHomeAfterCode = new("visit.not_home_after_code", Conflict, "A code was given, so somebody was at home. Record the visit as it was.", "已有人报出服务码，说明家中有人，请按实际情况登记。");
    public static readonly Refusal NotHomeNeedsStaff = new("visit.not_home_needs_staff", Conflict, "Call the station: staff record that nobody was at home.", "请联系实践站，由工作人员登记“家中无人”。");
    public static readonly Refusal NoShowTooEarly = new("no_show.too_early", Conflict, "A no-show can be marked only after the planned or announced time and the grace period.", "过了约定的（或志愿者说好晚到的）时间和宽限时间，才能登记未到。");
    public static readonly Refusal OwnInterest = new("order.own_interest", RefusalKind.Forbidden, "You or your family served on this order: another person must do this.", "您或您的家人参与了这次服务，请由其他人办理。");
    public static readonly Refusal SecondPerson = new("case.second_person", RefusalKind.Forbidden, "The person who proposed it cannot also approve it.", "提出的人不能自己批准，请由另一位审核人办理。");
    public static readonly Refusal TookPart = new("case.took_part", RefusalKind.Forbidden, "Whoever dispatched or vouched cannot judge the dispute.", "派过单或作过证明的人不能裁定争议。");
    public static readonly Refusal BadInterval = new("case.interval", Invalid, "From and until must both lie in the past, in order, and not exceed the item's greatest minutes.", "起止时间必须是过去的时间、先后正确，且不超过该项目的最长时间。");
    public static readonly Refusal Verdicts = new("case.verdicts", Invalid, "Give exactly one verdict for each served assignment, each at most the item's greatest minutes and not reaching beyond now.", "请对每位已服务的志愿者各给出一个结论，且不超过该项目的最长时间，也不能晚于现在。");
    public static readonly Refusal AlreadyRated = new("order.already_rated", Conflict, "This order has been rated; an order is rated once.", "这个订单已经评过了，每单只评一次。");
    public static readonly Refusal NotYetDue = new("order.not_yet_due", Conflict, "It is not time for this yet.", "还没有到时间。");
    public static readonly Refusal OpenCase = new("order.open_case", Conflict, "A case on this order must be settled first.", "请先处理这个订单的待处理事项。");
    public static readonly Refusal NotNear = new("order.not_near", Invalid, "An order can be forwarded to the parent site or a sister site only.", "只能转给上级或同级的实践站（所）。");
    public static readonly Refusal ReturnedAlready = new("order.returned_already", Conflict, "This order was returned once already; it stays here.", "这个订单已经退回过一次，不能再退。");
    public static readonly Refusal TooLateToReopen = new("order.reopen_late", Conflict, "The time to reopen this order has passed. Please place a new one.", "已超过重新打开的期限，请重新点单。");
    public static readonly Refusal ReopenedAlready = new("order.reopened_already", Conflict, "This order was reopened already; see the order that follows it.", "这个订单已经重新打开过，请看后续订单。");
    public static readonly Refusal Span = new("order.span", Invalid, "The wanted time must lie ahead, within a year, and last at most 24 hours.", "服务时间必须是将来一年内，且不超过 24 小时。");
    public static readonly Refusal Places = new("order.places", Invalid, "Between 1 and 20 volunteers, and not fewer than already have a place.", "人数应为 1 到 20，且不少于已接单人数。");
    public static readonly Refusal NotOnMenu = new("order.not_on_menu", Invalid, "This site does not offer that service.", "这个实践站没有这项服务。");
    public static readonly Refusal ServedUnknown = new("order.served_unknown", RefusalKind.Forbidden, "You can order for yourself and your registered relatives only.", "只能为自己或已登记的亲属点单。");
    public static readonly Refusal CentreOrderNeedsStaff = new("order.centre_needs_staff", RefusalKind.Forbidden, "Only staff can place an order of the centre.", "只有工作人员可以发布中心的任务。");
    public static readonly Refusal PossibleDuplicate = new("order.possible_duplicate", Conflict, "This person has an open order for the same service. Look at it; place this one anyway if it is another need.", "这位居民已有同类未完成订单，请先核对；确属不同需求可继续下单。");
    public static readonly Refusal WishUnknown = new("order.wish_unknown", Invalid, "Only a volunteer who has helped this person before can be asked for again.", "只能点名请以前来服务过的志愿者。");
    public static readonly Refusal ReportedAlready = new("case.reported", Conflict, "You have already told the station about this order, and it is being looked into. Call the station if there is more to say.", "这一单您已经反映过了，社区正在处理；还有补充请给社区打电话。");
    public static readonly Refusal ReportWords = new("case.report_words", Invalid, "Say in words what happened, so that the station can help.", "请写一写发生了什么，社区才好帮您。");

    public static Refusal TooLong(OrderTextKind kind, int most)
    {
        var (english, chinese) = kind switch
        {
            OrderTextKind.Need => ("What you need", "需要的帮助"),
            OrderTextKind.Address => ("The address", "地址"),
            OrderTextKind.Reason or OrderTextKind.Closing => ("The reason", "原因"),
            OrderTextKind.Words => ("What you say about it", "评价"),
            OrderTextKind.Report => ("What was done about it", "处理情况"),
            OrderTextKind.Complaint => ("What happened", "反映的情况"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return (TextTooLong with { English = $"{english} is too long: at most {most} characters. Please shorten it.", Chinese = $"“{chinese}”写得太长了：最多 {most} 字，请写短一点。" }).With("most", most);
    }

    public static Refusal For(Fitness fitness) => fitness switch
    {
        Fitness.NotVolunteer => NotVolunteer,
        Fitness.OwnOrder => OwnOrder,
        Fitness.Household => Household,
        Fitness.Apart => Apart,
        Fitness.Minor => Minor,
        Fitness.Unqualified => Unqualified,
        Fitness.Busy => Busy,
        Fitness.Fit or _ => throw new ArgumentOutOfRangeException(nameof(fitness)),
    };
}
