namespace TimeBank.Records;

public static class RecordRefusals
{
    public static readonly Refusal NotFound = new("record.not_found", RefusalKind.NotFound, "There is no such service record.", "没有找到这条服务记录。");
    public static readonly Refusal Overlap = new("record.overlap", RefusalKind.Conflict, "This volunteer already has a service record for part of that time. Ask the station to settle the times of both visits.", "这段时间与该志愿者另一条服务记录重叠，请联系实践站核对两次服务的时间。");
    public static readonly Refusal CorrectionOpen = new("correction.open", RefusalKind.Conflict, "A correction of this record already waits for approval.", "这条记录已有一项更正在等待批准。");
    public static readonly Refusal NotCorrectable = new("correction.not_now", RefusalKind.Conflict, "Only the newest record of a closed order can be corrected, to a different number of minutes that does not reach beyond now.", "只能更正已结订单的最新记录，且分钟数须有变化、不能超过现在。");
    public static readonly Refusal CorrectionNotFound = new("correction.not_found", RefusalKind.NotFound, "There is no such correction waiting.", "没有找到这项待批准的更正。");
    public static readonly Refusal SecondPerson = new("correction.second_person", RefusalKind.Forbidden, "A correction takes two people: somebody else must approve it.", "更正需要两个人，请由另一位审核人批准。");
    public static readonly Refusal OwnInterest = new("correction.own_interest", RefusalKind.Forbidden, "The record is yours or your family's: other people must correct it.", "这是您或家人的记录，请由其他人更正。");
    public static readonly Refusal Forbidden = new("record.not_yours", RefusalKind.Forbidden, "Only a manager of the site or above can do this.", "只有本级或上级的审核人可以办理。");
}
