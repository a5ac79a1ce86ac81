using static TimeBank.RefusalKind;

namespace TimeBank.Api.Http;

/// <summary>Every "no" that is about the request itself, before any room is asked.</summary>
public static class HttpRefusals
{
    public static readonly Refusal Malformed = new("input.malformed", Invalid, "The request cannot be read: look at its JSON, the types of its fields and what is missing.", "请求的格式不对，请检查 JSON、字段类型和必填项。");
    public static readonly Refusal BadFields = new("input.invalid", Invalid, "Some fields are not as they should be.", "有些内容不符合要求，请修改后再提交。");
    public static readonly Refusal Unreadable = new("form.unreadable", Invalid, "One of the fields holds what it cannot hold. Please choose again.", "有一项内容读不出来，请重新选择再提交。");
    public static readonly Refusal Characters = new("input.characters", Invalid, "Text may not contain control characters or broken characters.", "文字中不能有控制字符或残缺字符。");
    public static readonly Refusal Instant = new("input.instant", Invalid, "Write instants as RFC 3339 with an offset, between the years 2000 and 2100.", "时间请写成带时区的 RFC 3339 格式，年份在 2000 到 2100 之间。");
    public static readonly Refusal BadKey = new("command.key_malformed", Invalid, "Idempotency-Key is one header of 1 to 200 visible ASCII characters.", "Idempotency-Key 应为 1 到 200 个可见的 ASCII 字符。");
    public static readonly Refusal TooLarge = new("input.too_large", Invalid, "The request is too large; 1 MB is the most, for a photo 4 MB.", "请求太大，最多 1 MB，照片最多 4 MB。");
    public static readonly Refusal MediaType = new("input.media_type", Invalid, "Send the body as application/json in UTF-8, a photo as image/jpeg or image/png.", "请用 UTF-8 的 application/json 提交，照片用 image/jpeg 或 image/png。");
    public static readonly Refusal TooSlow = new("input.too_slow", Invalid, "The request did not arrive in time. Please send it again.", "请求没有及时送达，请重试。");
    public static readonly Refusal UnknownRoute = new("route.unknown", NotFound, "There is nothing at this address.", "这个地址没有内容。");
    public static readonly Refusal Method = new("route.method", Invalid, "This address does not take that method; see the Allow header.", "这个地址不支持该操作，请看 Allow 头。");
    public static readonly Refusal SignInFirst = new("session.needed", RefusalKind.Forbidden, "Please sign in first.", "请先登录。");
    public static readonly Refusal CrossSite = new("session.cross_site", RefusalKind.Forbidden, "A change made with a cookie must come from this site's own pages.", "用网页登录做的修改只能从本站页面发出。");
    public static readonly Refusal Forbidden = new("session.forbidden", RefusalKind.Forbidden, "This is not yours to do.", "您没有这个权限。");
    public static readonly Refusal StalePage = new("form.stale", Invalid, "This page had become old. Please press the button once more.", "页面放得太久了，请再点一次。");
    public static readonly Refusal TooOften = new("rate.exceeded", Conflict, "Too many requests. Wait for the seconds in Retry-After, then go on.", "操作太频繁，请稍等片刻再试。");
    public static readonly Refusal Failed = new("server.failed", Conflict, "Something went wrong on our side. Nothing was changed by a request that failed; please try again, and quote the request id if it stays so.", "系统出了问题，这次操作没有生效。请重试；若仍不行，请把请求编号告诉我们。");
    public static readonly Refusal Unavailable = new("server.unavailable", Conflict, "The service is busy or its database is away for a moment. Please try again soon.", "系统正忙或数据库暂时连不上，请稍后再试。");

    /// <summary>What the framework answers with a bare status.</summary>
    public static Refusal For(int status) => status switch
    {
        400 => Malformed,
        401 => SignInFirst,
        403 => Forbidden,
        404 => UnknownRoute,
        405 => Method,
        408 => TooSlow,
        413 => TooLarge,
        415 => MediaType,
        429 => TooOften,
        503 => Unavailable,
        _ => status < 500 ? Malformed : Failed,
    };

    /// <summary>The one table from refusals to statuses: by kind, save for those that HTTP has a word of its own for.</summary>
    public static int StatusOf(Refusal why) => why.Code switch
    {
        "session.needed" or "session.wrong" or "session.ended" => 401,
        "route.method" => 405,
        "input.too_slow" => 408,
        "input.too_large" => 413,
        "input.media_type" => 415,
        "command.key_reused" => 422,
        "rate.exceeded" or "one_time_code.too_soon" or "one_time_code.too_often" => 429,
        "server.failed" => 500,
        "server.unavailable" => 503,
        _ => why.Kind switch
        {
            Invalid => 400,
            RefusalKind.Forbidden => 403,
            NotFound => 404,
            Conflict => 409,
            _ => throw new System.Diagnostics.UnreachableException(),
        },
    };
}
