using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TimeBank.Administration;
using TimeBank.Events;
using TimeBank.Menu;
using TimeBank.Messages;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Photos;
using TimeBank.Policies;
using TimeBank.Records;
using TimeBank.Sites;

namespace TimeBank.Storage.Mappings;

internal sealed class SiteMapping : IEntityTypeConfiguration<SitePath>
{
    public void Configure(EntityTypeBuilder<SitePath> builder) => builder.HasKey(p => new { p.AncestorId, p.SiteId });
}

internal sealed class PeopleMapping :
    IEntityTypeConfiguration<Relative>, IEntityTypeConfiguration<Qualification>, IEntityTypeConfiguration<ConsentText>,
    IEntityTypeConfiguration<Consent>, IEntityTypeConfiguration<Activation>, IEntityTypeConfiguration<PersonBlock>, IEntityTypeConfiguration<VolunteerHour>
{
    public void Configure(EntityTypeBuilder<Relative> builder) => builder.HasKey(r => new { r.PersonId, r.RelativeId });

    public void Configure(EntityTypeBuilder<Qualification> builder) => builder.HasKey(q => new { q.PersonId, q.Name });

    public void Configure(EntityTypeBuilder<VolunteerHour> builder) => builder.HasKey(h => new { h.PersonId, h.Weekday, h.FromMinute });

    public void Configure(EntityTypeBuilder<ConsentText> builder) => builder.HasKey(t => t.Version);

    public void Configure(EntityTypeBuilder<Consent> builder) => builder.HasKey(c => new { c.PersonId, c.Version });

    public void Configure(EntityTypeBuilder<Activation> builder) => builder.HasKey(a => a.CodeHash);

    public void Configure(EntityTypeBuilder<PersonBlock> builder) => builder.HasKey(b => new { b.PersonId, b.BlockedId });
}

internal sealed class PhotoMapping : IEntityTypeConfiguration<Photo>
{
    public void Configure(EntityTypeBuilder<Photo> builder) => builder.ToTable("order_photos");
}

internal sealed class MenuMapping : IEntityTypeConfiguration<MenuEntry>, IEntityTypeConfiguration<MenuChoice>, IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<MenuEntry> builder) => builder.HasKey(e => new { e.ItemId, e.SiteId });

    public void Configure(EntityTypeBuilder<MenuChoice> builder) => builder.HasKey(c => new { c.ItemId, c.SiteId });

    public void Configure(EntityTypeBuilder<CalendarDay> builder) => builder.HasKey(d => d.Day);
}

internal sealed class AdministrationMapping : IEntityTypeConfiguration<AdminAct>
{
    public void Configure(EntityTypeBuilder<AdminAct> builder) => builder.Property(a => a.Data).HasColumnType("jsonb");
}

internal sealed class RecordMapping : IEntityTypeConfiguration<ServiceRecord>, IEntityTypeConfiguration<ServiceInterval>
{
    public void Configure(EntityTypeBuilder<ServiceRecord> builder)
    {
        builder.Ignore(r => r.Counts);
        builder.HasOne<ServiceRecord>().WithOne().HasForeignKey<ServiceRecord>(r => r.CorrectsId);
    }

    public void Configure(EntityTypeBuilder<ServiceInterval> builder)
    {
        builder.HasKey(i => i.RecordId);
        builder.HasOne<ServiceRecord>().WithOne().HasForeignKey<ServiceInterval>(i => i.RecordId);
    }
}

internal sealed class LedgerMapping : IEntityTypeConfiguration<TimeTransfer>, IEntityTypeConfiguration<CreditDue>
{
    public void Configure(EntityTypeBuilder<TimeTransfer> builder)
    {
        builder.HasKey(t => new { t.Xid, t.Seq });
        builder.Property(t => t.Xid).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
        builder.Property(t => t.Seq).ValueGeneratedOnAdd();
        builder.Property(t => t.RecordedAt).HasDefaultValueSql("transaction_timestamp()");
    }

    public void Configure(EntityTypeBuilder<CreditDue> builder)
    {
        builder.HasKey(d => d.CauseId);
        builder.HasOne<ServiceRecord>().WithMany().HasForeignKey(d => d.RecordId);
    }
}

internal sealed class EventMapping :
    IEntityTypeConfiguration<OutboxRow>, IEntityTypeConfiguration<HandledEvent>, IEntityTypeConfiguration<Message>, IEntityTypeConfiguration<Heartbeat>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.HasKey(r => new { r.Xid, r.Seq });
        builder.Property(r => r.Xid).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
        builder.Property(r => r.Seq).ValueGeneratedOnAdd();
        builder.Property(r => r.Data).HasColumnType("jsonb");
    }

    public void Configure(EntityTypeBuilder<HandledEvent> builder) => builder.HasKey(e => new { e.Consumer, e.EventId });

    public void Configure(EntityTypeBuilder<Message> builder) => builder.Property(m => m.Data).HasColumnType("jsonb");

    public void Configure(EntityTypeBuilder<Heartbeat> builder) => builder.HasKey(h => h.Name);
}
