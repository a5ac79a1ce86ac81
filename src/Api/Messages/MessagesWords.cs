namespace TimeBank.Api.Messages;

/// <summary>Words around 站内信; those of each message are made by the room that sends it.</summary>
public sealed class MessagesWords;
