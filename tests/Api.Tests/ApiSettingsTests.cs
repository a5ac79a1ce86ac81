using Microsoft.Extensions.Configuration;
using TimeBank.Storage;

namespace TimeBank.Api.Tests;

public sealed class ApiSettingsTests
{
    [Theory]
    [InlineData("ConnectionStrings:Api", null, "ConnectionStrings__Api is not set")]
    [InlineData("ConnectionStrings:Api", "nonsense", "ConnectionStrings__Api is no connection string")]
    [InlineData("Keys:Path", "", "Keys__Path is not set")]
    [InlineData("TimeZone", "Middle/Earth", "TimeZone=Middle/Earth")]
    [InlineData("RateLimits:PerMinute", "many", "RateLimits__PerMinute=many")]
    [InlineData("RateLimits:PasswordsPerMinute", "-1", "RateLimits__PasswordsPerMinute=-1")]
    [InlineData("Sms:Kind", "Pigeon", "Sms__Kind=Pigeon is none of None, Inbox, Smtp, Http")]
    [InlineData("Sms:Kind", "1", "Sms__Kind=1 is none of")]
    [InlineData("Sms:ProvePhones", "perhaps", "Sms__ProvePhones=perhaps is neither")]
    [InlineData("Sms:ProvePhones", "true", "Sms__ProvePhones needs texts")]
    [InlineData("Proxies:Trusted", "127.0.0.1, proxy.local", "Proxies__Trusted: proxy.local")]
    public void A_setting_that_is_missing_or_wrong_is_named_in_one_sentence(string name, string? value, string sentence)
    {
        Dictionary<string, string?> settings = new() { ["ConnectionStrings:Api"] = "Host=127.0.0.1", ["Keys:Path"] = "/keys", [name] = value };
        var fault = Assert.Throws<DeploymentFault>(() => ApiSettings.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        Assert.StartsWith(sentence, fault.Message, StringComparison.Ordinal);
    }
}
