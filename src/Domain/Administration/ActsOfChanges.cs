using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using TimeBank.Events;
using TimeBank.Menu;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Policies;
using TimeBank.Records;
using TimeBank.Sites;
using TimeBank.Storage;
using static Microsoft.EntityFrameworkCore.EntityState;

namespace TimeBank.Administration;

/// <summary>The acts that a command's changes amount to, read from what is about to be saved: no verb can forget its trace, and none has to think of it.
/// What people change of themselves is no administration.</summary>
internal static class ActsOfChanges
{
    private sealed record Told(ActKind Kind, Guid? SiteId, Guid? SubjectId, object Data);

    private static readonly object _nothingMore = new { };

    public static async Task<IReadOnlyList<AdminAct>> ActsOfChangesAsync(this TimeBankDb db, Acting acting, CancellationToken ct)
    {
        List<Told> told = [];
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is Added or Modified or Deleted).ToList())
        {
            told.AddRange(entry.Entity switch
            {
                Appointment a => Of(a, entry),
                Policy p => Of(p, entry),
                Site s => Of(s, entry),
                ServiceItem { SiteId: not null } i => Of(i, entry),
                MenuChoice c => Of(c, entry),
                Person p when acting.ActorId is { } actor && p.Id != actor => Of(p, entry, actor, db),
                Activation { IssuedById: not null } a when entry.State is Added => [new(ActKind.ActivationIssued, HomeOf(a.PersonId, db), a.PersonId, _nothingMore)],
                Qualification q => [new(ActKind.QualificationConfirmed, HomeOf(q.PersonId, db), q.PersonId, new { q.ValidUntil })],
                Passbook { IssuedById: not null } b when entry.State is Added => [new(ActKind.VolunteerMade, b.SiteId, b.PersonId, _nothingMore)],
                Correction c => [await OfAsync(c, entry, db, ct)],
                _ => (IEnumerable<Told>)[],
            });
        }

        return [.. told.Select(t => ActOf(t.Kind, acting, t.SiteId, t.SubjectId, t.Data))];
    }

    /// <summary>For the imports, which change a thousand rows by one act.</summary>
    public static void Add(this DbSet<AdminAct> acts, ActKind kind, DateTimeOffset now, Guid? siteId, object data) => acts.Add(ActOf(kind, new(null, now), siteId, null, data));

    private static AdminAct ActOf(ActKind kind, Acting acting, Guid? siteId, Guid? subjectId, object data) => new()
    {
        Id = Guid.CreateVersion7(acting.At),
        Kind = kind,
        ActorId = acting.ActorId,
        SiteId = siteId,
        SubjectId = subjectId,
        At = acting.At,
        Data = JsonSerializer.Serialize(data, WireJson.Options),
    };

    private static IEnumerable<Told> Of(Appointment a, EntityEntry entry)
    {
        if (entry.State is Added) { yield return new(ActKind.Appointed, a.SiteId, a.PersonId, new { a.Right, a.UntilAt }); }
        else if (Changed(entry, nameof(a.UntilAt))) { yield return new(ActKind.AppointmentEnded, a.SiteId, a.PersonId, new { a.Right }); }
    }

    private static IEnumerable<Told> Of(Policy p, EntityEntry entry) =>
        [new(entry.State is Added ? ActKind.PolicySet : ActKind.PolicyWithdrawn, p.SiteId, p.Id, new { p.ValidFrom })];

    private static IEnumerable<Told> Of(Site s, EntityEntry entry) => entry.State is Added
        ? [new(ActKind.PointAdded, s.Id, s.Id, _nothingMore)]
        : [new(ActKind.SiteChanged, s.Id, s.Id, new { fields = FieldsOf(entry) })];

    private static IEnumerable<Told> Of(ServiceItem i, EntityEntry entry)
    {
        if (entry.State is Added) { return [new(ActKind.ItemAdded, i.SiteId, i.Id, MinutesOf(i))]; }
        return Changed(entry, nameof(i.RetiredAt))
            ? [new(i.RetiredAt is null ? ActKind.ItemReturned : ActKind.ItemRetired, i.SiteId, i.Id, _nothingMore)]
            : [new(ActKind.ItemChanged, i.SiteId, i.Id, new { fields = FieldsOf(entry), before = MinutesOf((ServiceItem)entry.OriginalValues.ToObject()), after = MinutesOf(i) })];
    }

    private static IEnumerable<Told> Of(MenuChoice c, EntityEntry entry)
    {
        // The item's own first offer tells nothing that its adding does not.
        if (entry.State is Added && entry.Context.ChangeTracker.Entries<ServiceItem>().Any(i => i.State is Added && i.Entity.Id == c.ItemId)) { return []; }
        return [new(entry.State is Deleted ? ActKind.ItemAsAbove : c.Offered ? ActKind.ItemOffered : ActKind.ItemWithdrawn, c.SiteId, c.ItemId, _nothingMore)];
    }

    /// <summary>A person that somebody else wrote. Whoever enrols a relative of their own keeps no office.</summary>
    private static IEnumerable<Told> Of(Person p, EntityEntry entry, Guid actor, TimeBankDb db)
    {
        var home = entry.OriginalValues.GetValue<Guid>(nameof(p.HomeSiteId));
        if (entry.State is Added)
        {
            if (p.EnrolledById != actor || db.ChangeTracker.Entries<Relative>().Any(r => r.Entity.RelativeId == p.Id)) { yield break; }
            yield return new(ActKind.PersonEnrolled, home, p.Id, _nothingMore);
        }

        var isVerified = p.VerifiedById == actor && (entry.State is Added || Changed(entry, nameof(p.VerifiedAt)));
        if (isVerified) { yield return new(ActKind.RealNameVerified, home, p.Id, _nothingMore); }
        if (entry.State is not Modified) { yield break; }
        if (Changed(entry, nameof(p.HouseholdId))) { yield return new(ActKind.HouseholdSet, home, p.Id, new { from = entry.OriginalValues[nameof(p.HouseholdId)], to = p.HouseholdId }); }
        string[] details = [nameof(p.DetailsSealed), nameof(p.PhoneHash), nameof(p.NameHash), nameof(p.HomeSiteId)];
        var changed = details.Where(name => Changed(entry, name)).ToArray();
        if (changed.Length > 0 && !isVerified) { yield return new(ActKind.PersonChanged, home, p.Id, new { fields = changed.Select(FieldOf), homeSiteId = p.HomeSiteId == home ? null : (Guid?)p.HomeSiteId }); }
    }

    private static async Task<Told> OfAsync(Correction c, EntityEntry entry, TimeBankDb db, CancellationToken ct)
    {
        var site = await db.ServiceRecords.Where(r => r.Id == c.RecordId).Select(r => r.SiteId).SingleAsync(ct);
        var kind = entry.State is Added ? ActKind.CorrectionProposed : c.ApprovedAt is null ? ActKind.CorrectionEnded : ActKind.CorrectionApproved;
        return new(kind, site, c.RecordId, new { c.Minutes, c.Reason });
    }

    private static object MinutesOf(ServiceItem i) => new { i.UsualMinutes, i.GreatestMinutes, i.MayServe };

    private static Guid? HomeOf(Guid personId, TimeBankDb db) => db.Persons.Local.FindEntry(personId)?.Entity.HomeSiteId;

    private static bool Changed(EntityEntry entry, string property) => entry.State is Modified && entry.Property(property).IsModified;

    private static string[] FieldsOf(EntityEntry entry) => [.. entry.Properties.Where(p => p.IsModified).Select(p => FieldOf(p.Metadata.Name)).Distinct()];

    /// <summary>Which field it was, never what stood there.</summary>
    private static string FieldOf(string property) => property switch
    {
        nameof(Person.DetailsSealed) => "details",
        nameof(Person.PhoneHash) => "phone",
        nameof(Person.NameHash) => "name",
        nameof(Site.Latitude) or nameof(Site.Longitude) => "place",
        _ => JsonNamingPolicy.CamelCase.ConvertName(property),
    };
}
