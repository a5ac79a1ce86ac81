using static TimeBank.RefusalKind;

namespace TimeBank.Photos;

/// <summary>Every "no" about photos.</summary>
public static class PhotoRefusals
{
    public static readonly Refusal NotFound = new("photo.not_found", RefusalKind.NotFound, "There is no such photo.", "没有找到这张照片。");
    public static readonly Refusal Kind = new("photo.kind", Invalid, "Choose a JPEG or PNG picture.", "请选择 JPEG 或 PNG 格式的照片。");
    public static readonly Refusal Broken = new("photo.broken", Invalid, "This picture is damaged or not complete. Take another one, or choose another file.", "这张照片不完整或已损坏，请重拍或换一张。");
    public static readonly Refusal TooLarge = new("photo.too_large", Invalid, "A photo may have 4 MB at most. Choose a smaller size in the camera, or send a screenshot of it.", "一张照片最大 4 MB，请把相机的照片尺寸调小，或者截一张图再传。");
    public static readonly Refusal TooWide = new("photo.too_wide", Invalid, "This picture has too many pixels. Choose a smaller one.", "这张照片的尺寸太大，请换一张小一些的。");
    public static readonly Refusal TooMany = new("photo.too_many", Conflict, "Three photos are the most for one order. Take one away first.", "一个订单最多三张照片，请先去掉一张。");
    public static readonly Refusal Late = new("photo.late", Conflict, "Photos can be added until the help has been given.", "服务已经结束，不用再加照片了。");
}
