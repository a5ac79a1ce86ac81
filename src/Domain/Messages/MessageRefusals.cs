namespace TimeBank.Messages;

public static class MessageRefusals
{
    public static readonly Refusal NotFound = new("message.not_found", RefusalKind.NotFound, "There is no such message.", "没有找到这条消息。");
}
