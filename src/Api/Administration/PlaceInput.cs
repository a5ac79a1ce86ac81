using System.Globalization;
using TimeBank.Sites;

namespace TimeBank.Api.Administration;

/// <summary>Degrees as people type them: both or neither.</summary>
internal static class PlaceInput
{
    public static Outcome<(double? Latitude, double? Longitude)> Read(string? latitude, string? longitude)
    {
        if (string.IsNullOrWhiteSpace(latitude) && string.IsNullOrWhiteSpace(longitude)) { return (default(double?), default(double?)); }
        return Degrees(latitude) is { } north && Degrees(longitude) is { } east ? (north, east) : SiteRefusals.BadPlace;
    }

    private static double? Degrees(string? text) =>
        double.TryParse(text?.Trim().TrimEnd('°'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;
}
