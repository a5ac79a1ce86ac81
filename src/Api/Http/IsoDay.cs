using System.Globalization;

namespace TimeBank.Api.Http;

/// <summary>A day as forms and addresses carry it: 2026-11-24.</summary>
public static class IsoDay
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>Null where there is none, or none that can be read.</summary>
    public static DateOnly? Read(string? text) => DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Of(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}
