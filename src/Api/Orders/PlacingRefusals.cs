using static TimeBank.RefusalKind;

namespace TimeBank.Api.Orders;

/// <summary>What a screen says when its question was not answered.</summary>
public static class PlacingRefusals
{
    public static readonly Refusal Choose = new("placing.choose", Invalid, "Please choose one first.", "请先选一项。");
    public static readonly Refusal Words = new("placing.words", Invalid, "Please say in a few words what you need.", "请用几句话说说您要什么帮助。");
    public static readonly Refusal When = new("placing.when", Invalid, "Please choose a day and a time that lie ahead, within a year.", "请选一天和一个时间，要在现在以后、一年以内。");
    public static readonly Refusal Gone = new("placing.gone", Conflict, "This page has been sent already, or was left lying too long. Look among your orders; if it is not there, please start again.", "这一页已经提交过，或者放得太久了。请先看看我的订单里有没有，没有的话再重新点单。");
    public static readonly Refusal Where = new("placing.where", Invalid, "Please write where the volunteer should come to.", "请写一下志愿者要去的地址。");
}
