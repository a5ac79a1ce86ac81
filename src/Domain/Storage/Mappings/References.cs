using Microsoft.EntityFrameworkCore;
using TimeBank.Administration;
using TimeBank.Menu;
using TimeBank.Messages;
using TimeBank.Orders;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Photos;
using TimeBank.Records;
using TimeBank.Sites;

namespace TimeBank.Storage.Mappings;

/// <summary>Which row must be written before which. The schema holds the foreign keys; this only tells EF the order of its inserts.</summary>
internal static class References
{
    public static void AddReferences(this ModelBuilder model)
    {
        model.Refers<Site, Site>(nameof(Site.ParentId));
        model.Refers<AdminAct, Site>(nameof(AdminAct.SiteId));
        model.Refers<ServiceItem, Site>(nameof(ServiceItem.SiteId));
        model.Refers<MenuChoice, ServiceItem>(nameof(MenuChoice.ItemId));
        model.Refers<MenuEntry, ServiceItem>(nameof(MenuEntry.ItemId));
        model.Refers<MenuEntry, Site>(nameof(MenuEntry.SiteId));
        model.Refers<Person, Site>(nameof(Person.HomeSiteId));
        model.Refers<Person, Person>(nameof(Person.EnrolledById));
        model.Refers<Relative, Person>(nameof(Relative.PersonId));
        model.Refers<Relative, Person>(nameof(Relative.RelativeId));
        model.Refers<Appointment, Person>(nameof(Appointment.PersonId));
        model.Refers<Qualification, Person>(nameof(Qualification.PersonId));
        model.Refers<PersonBlock, Person>(nameof(PersonBlock.PersonId));
        model.Refers<PersonBlock, Person>(nameof(PersonBlock.BlockedId));
        model.Refers<Photo, Order>(nameof(Photo.OrderId));
        model.Refers<OrderText, Case>(nameof(OrderText.CaseId));
        model.Refers<VolunteerHour, Person>(nameof(VolunteerHour.PersonId));
        model.Refers<Consent, Person>(nameof(Consent.PersonId));
        model.Refers<Activation, Person>(nameof(Activation.PersonId));
        model.Refers<OrderText, Order>(nameof(OrderText.OrderId));
        model.Refers<OrderEventRow, Order>(nameof(OrderEventRow.OrderId));
        model.Refers<Rating, Order>(nameof(Rating.OrderId));
        model.Refers<Case, Assignment>(nameof(Case.AssignmentId));
        model.Refers<PoolHide, Offer>(nameof(PoolHide.OfferId));
        model.Refers<WitnessRow, Assignment>(nameof(WitnessRow.AssignmentId));
        model.Refers<ServiceRecord, Passbook>(nameof(ServiceRecord.PassbookId));
        model.Refers<Correction, ServiceRecord>(nameof(Correction.NewRecordId));
        model.Refers<Passbook, Person>(nameof(Passbook.PersonId));
        model.Refers<TimeAccount, Passbook>(nameof(TimeAccount.PassbookId));
        model.Refers<Message, Person>(nameof(Message.PersonId));
    }

    private static void Refers<TRow, TBefore>(this ModelBuilder model, string key) where TRow : class where TBefore : class =>
        model.Entity<TRow>().HasOne<TBefore>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.NoAction);
}
