using System.Globalization;

namespace TimeBank.Messages;

/// <summary>What a message is about, as far as it is known.</summary>
/// <param name="Minutes">Below zero where a correction took some back.</param>
/// <param name="Who">The name of the person whose doing it was, as it is when it is read.</param>
public sealed record MessageFacts(long? Number, string? Item, string? ItemEn, DateTimeOffset? From, DateTimeOffset? Deadline, int? Minutes, string? Who = null);

public sealed record MessageText(string Zh, string En);

/// <summary>The words of each kind of message, made when it is read. Pure.</summary>
public static class MessageTexts
{
    public const string RelativeAdded = "relative.added";

    private static readonly Dictionary<string, MessageText> _byKind = new()
    {
        ["offer.made"] = new("有人请您帮个忙：{item}，{from}。愿意的话请在{deadline}前接单，接不了也没关系。",
            "A neighbour asks for your help: {item}, {from}. Please answer by {deadline}; it is fine to say no."),
        ["offer.recalled"] = new("“{item}”（{from}）不用您跑一趟了，谢谢您的热心。", "You are no longer needed for {item} ({from}). Thank you for being ready."),
        ["order.accepted"] = new("有志愿者接单了：{item}，{from}到。", "A volunteer will come: {item}, {from}."),
        ["order.nobody_found"] = new("“{item}”（{from}）暂时还没有找到志愿者，社区会在{deadline}前给您回话。您也可以改个时间，或者取消。",
            "Nobody has been found yet for {item} ({from}). The station will call you by {deadline}. You can also choose another time, or cancel."),
        ["order.nobody_found_staff"] = new("“{item}”（{from}，订单 {number}）还没有人接单，请在{deadline}前给居民回话。",
            "Nobody has accepted {item} yet ({from}, order {number}). Please call the resident by {deadline}."),
        ["order.given_back"] = new("“{item}”（{from}，订单 {number}）的接单退回了，要另外找人。", "A place on {item} ({from}, order {number}) was given back; somebody else is needed."),
        ["order.searching"] = new("“{item}”（{from}）原来的志愿者来不了了，我们正在另外找人，找到了马上告诉您。",
            "The volunteer for {item} ({from}) cannot come; we are looking for somebody else and will tell you at once."),
        ["order.nobody_came"] = new("“{item}”（{from}）没有人到，很对不起。社区正在处理，会和您联系。", "Nobody came for {item} ({from}). We are sorry; the station is on it and will call you."),
        ["order.served"] = new("“{item}”做完了，麻烦您评一评：解决了吗？", "{item} is done. Please tell us: was it solved?"),
        ["order.released"] = new("安排有变，“{item}”（{from}）您不用去了。", "Plans have changed: you need not come for {item} ({from})."),
        ["order.rejected"] = new("“{item}”（订单 {number}）这次办不了，原因请看订单。", "Order {number}, {item}, cannot be done this time; the order says why."),
        ["order.withdrawn"] = new("“{item}”（{from}，订单 {number}）已经取消。", "{item} ({from}, order {number}) has been cancelled."),
        ["visit.reminder"] = new("提醒一下：{item}，{from}。", "A reminder: {item}, {from}."),
        ["visit.start_code"] = new("志愿者快到了：{item}，{from}。开始口令在订单里，人到了再念出来。",
            "The volunteer will soon be there: {item}, {from}. The start code is in the order; read it out when they have come."),
        ["visit.late"] = new("志愿者来说一声：“{item}”（{from}，订单 {number}）会晚到大约 {minutes}，人一定来。",
            "The volunteer for {item} ({from}, order {number}) will come, about {minutes} late."),
        ["case.opened"] = new("订单 {number}（{item}）有一件事等人处理。", "Something on order {number} ({item}) waits to be settled."),
        ["minutes.credited"] = new("“{item}”的 {minutes}已记入您的时间存折，辛苦了！", "{minutes} for {item} are in your time passbook. Thank you!"),
        ["minutes.corrected"] = new("“{item}”的服务时间已更正，您的时间存折{change}。有疑问请联系实践站。",
            "The time for {item} has been corrected: {change} in your time passbook. Ask the station if you disagree."),
        ["minutes.repaid"] = new("“{item}”记入的时间里，有 {minutes}补上了以前更正的差额。", "Of the time for {item}, {minutes} made up for an earlier correction."),
        ["no_show.marked"] = new("“{item}”（{from}）登记为未到。如果您其实去了，请联系实践站。", "{item} ({from}) was marked as not attended. If you did go, please call the station."),
        ["check_out.missed"] = new("“{item}”（{from}，订单 {number}）没有签退，实际时间要核对一下。", "There was no check-out for {item} ({from}, order {number}); the real time has to be settled."),
        ["order.dispute_resolved"] = new("对“{item}”（订单 {number}）的意见已经处理，结果请看订单。", "The objection to {item} (order {number}) has been settled; the order says how."),
        ["order.timed_out"] = new("“{item}”（订单 {number}）过了评单时间，已按“未评”结束。还有需要可以再次打开。",
            "The time to rate {item} (order {number}) has passed; it was closed as \"no answer\". It can still be reopened."),
        [RelativeAdded] = new("{who}把您登记为家人，从此可以替您点单；你们互相服务不记时间。要是不对，在“我的”里的“家人”那一页解除就行。",
            "{who} has registered you as a relative and may order help for you; you do not earn time with each other. If that is not right, end it on the page \"Relatives\" under your account."),
    };

    private const string Unknown = "–";
    private static readonly MessageText _other = new("您有一条新消息，订单 {number}（{item}）。", "There is news about order {number} ({item}).");

    /// <summary>Every kind that has words of its own.</summary>
    public static IReadOnlyCollection<string> Kinds => _byKind.Keys;

    public static MessageText For(string kind, MessageFacts facts, LocalTime local)
    {
        var text = _byKind.GetValueOrDefault(kind, _other);
        return new(
            Fill(text.Zh, facts, facts.Item ?? "志愿服务", "有人", i => Zh(i, local), ZhLength, facts.Minutes < 0 ? "减少" : "增加"),
            Fill(text.En, facts, facts.ItemEn ?? "a visit", "Somebody", i => En(i, local), EnLength, facts.Minutes < 0 ? "less" : "more"));
    }

    private static string Fill(string text, MessageFacts facts, string item, string somebody, Func<DateTimeOffset, string> instant, Func<int, string> length, string direction)
    {
        var minutes = facts.Minutes is { } count ? length(Math.Abs(count)) : Unknown;
        return text
            .Replace("{item}", item, StringComparison.Ordinal)
            .Replace("{who}", facts.Who ?? somebody, StringComparison.Ordinal)
            .Replace("{number}", facts.Number?.ToString(CultureInfo.InvariantCulture) ?? Unknown, StringComparison.Ordinal)
            .Replace("{from}", facts.From is { } from ? instant(from) : Unknown, StringComparison.Ordinal)
            .Replace("{deadline}", facts.Deadline is { } deadline ? instant(deadline) : Unknown, StringComparison.Ordinal)
            .Replace("{minutes}", minutes, StringComparison.Ordinal)
            .Replace("{change}", char.IsAscii(direction[0]) ? $"{minutes} {direction}" : $"{direction} {minutes}", StringComparison.Ordinal);
    }

    private static string ZhLength(int minutes) => Length(minutes, "小时", "分", "分钟");

    private static string EnLength(int minutes) => Length(minutes, "h", "min", "min");

    private static string Zh(DateTimeOffset instant, LocalTime local) => $"{local.DayOf(instant):M'月'd'日'} {local.TimeOf(instant):HH:mm}";

    private static string En(DateTimeOffset instant, LocalTime local) =>
        string.Create(CultureInfo.InvariantCulture, $"{local.DayOf(instant):d MMMM} at {local.TimeOf(instant):HH:mm}");

    private static string Length(int minutes, string hours, string rest, string alone) =>
        minutes < 60 ? $"{minutes} {alone}" : minutes % 60 == 0 ? $"{minutes / 60} {hours}" : $"{minutes / 60} {hours} {minutes % 60} {rest}";
}
