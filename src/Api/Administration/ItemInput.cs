using TimeBank.Api.Http;
using TimeBank.Menu;

namespace TimeBank.Api.Administration;

/// <summary>A service as it is typed in.</summary>
public sealed class ItemInput
{
    public string? Field { get; set; }
    public string? Name { get; set; }
    public string? NameEn { get; set; }
    public string? Description { get; set; }
    public string? DescriptionEn { get; set; }
    public string? MayServe { get; set; }
    public int? UsualMinutes { get; set; }
    public int? GreatestMinutes { get; set; }
    public string? Qualification { get; set; }

    /// <summary>As it stands, or with what most services are like.</summary>
    public static ItemInput Of(ServiceItemView? item) => item is null
        ? new() { Field = nameof(ServiceField.Neighbour), UsualMinutes = 60, GreatestMinutes = 120, MayServe = nameof(TimeBank.Menu.MayServe.Anyone) }
        : new()
        {
            Field = item.Field.ToString(),
            Name = item.Name,
            NameEn = item.NameEn,
            Description = item.Description,
            DescriptionEn = item.DescriptionEn,
            MayServe = item.MayServe.ToString(),
            UsualMinutes = item.UsualMinutes,
            GreatestMinutes = item.GreatestMinutes,
            Qualification = item.Qualification,
        };

    public ItemFacts ToFacts(TimeBank.Menu.MayServe who) => new(Name ?? "", NameEn ?? "", Description ?? "", DescriptionEn ?? "", who, UsualMinutes ?? 0, GreatestMinutes ?? 0, NeededOf());

    public ItemChange ToChange(Guid id, Guid siteId, TimeBank.Menu.MayServe who) => new(id, siteId, Name ?? "", NameEn ?? "", Description ?? "", DescriptionEn ?? "", who, UsualMinutes ?? 0, GreatestMinutes ?? 0, NeededOf() ?? "");

    /// <summary>Null: nobody said, or what was said is none of those.</summary>
    public TimeBank.Menu.MayServe? Who => Named.Member<TimeBank.Menu.MayServe>(MayServe);

    private string? NeededOf() => string.IsNullOrWhiteSpace(Qualification) ? null : Qualification.Trim();
}
