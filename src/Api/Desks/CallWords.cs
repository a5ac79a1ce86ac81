using Microsoft.Extensions.Localization;
using TimeBank.Api.Layout;
using TimeBank.Desks;

namespace TimeBank.Api.Desks;

/// <summary>What to say on the telephone, as one would say it.</summary>
public sealed class CallWords(IStringLocalizer<DeskWords> words, Say say, Visitor visitor)
{
    public string Sentence(Call call)
    {
        var item = visitor.IsChinese ? call.ItemName : call.ItemNameEn;
        var when = say.Span(call.WantedFrom, call.WantedUntil);
        var key = $"Call.{call.Kind}{(call.IsVolunteer && call.Kind is "order.withdrawn" or "order.dispute_resolved" && call.IsVolunteer ? ".volunteer" : "")}";
        var news = words[key, item, when, Volunteer(call), call.Reason ?? words["Call.NoReason"].Value];
        return words["Call.Opening", call.Name, call.SiteName] + news;
    }

    private string Volunteer(Call call) => call.Volunteer is { } name ? call.VolunteerNumber is { } number ? words["Call.Volunteer", name, number] : name : words["Call.Somebody"];
}
