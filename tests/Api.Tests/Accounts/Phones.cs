using TimeBank.Messages;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Accounts;

/// <summary>What lies on people's phones, as far as a gateway will be handed it.</summary>
internal static class Phones
{
    /// <summary>Another host over the same county.</summary>
    public static ApiHost SendingTexts(this Api api, bool prove = false) =>
        new(api.Town.Postgres, api.Town.Clock) { Settings = new Dictionary<string, string> { ["Sms:Kind"] = "Inbox", ["Sms:ProvePhones"] = prove.ToString() } };

    /// <summary>The oldest first.</summary>
    public static async Task<IReadOnlyList<string>> TextsToAsync(this Town town, string phone)
    {
        var rows = await town.Postgres.ReadAsync<byte[]>($"""select sealed as "Value" from outgoing_texts order by written_at, id""");
        return [.. rows.Select(town.Keys.Open<TextToSend>).Where(t => t.Phone == phone).Select(t => t.Words)];
    }

    public static async Task<string> CodeOnAsync(this Town town, string phone)
    {
        var words = (await town.TextsToAsync(phone))[^1];
        var code = string.Concat(words.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit));
        Assert.Equal(6, code.Length);
        return code;
    }

    /// <summary>A code that is surely another one.</summary>
    public static string Not(string code, int offset = 1) => ((int.Parse(code, System.Globalization.CultureInfo.InvariantCulture) + offset) % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
}
