using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TimeBank.Orders;

namespace TimeBank.Storage.Mappings;

internal sealed class OrderMapping :
    IEntityTypeConfiguration<Order>, IEntityTypeConfiguration<OrderText>, IEntityTypeConfiguration<PoolHide>, IEntityTypeConfiguration<Rating>,
    IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<OrderEventRow>, IEntityTypeConfiguration<Offer>, IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.Property(o => o.Number).ValueGeneratedOnAdd();
        builder.HasMany(o => o.Offers).WithOne().HasForeignKey(o => o.OrderId);
        builder.HasMany(o => o.Assignments).WithOne().HasForeignKey(a => a.OrderId);
        builder.HasMany(o => o.Cases).WithOne().HasForeignKey(c => c.OrderId);
        builder.Ignore(o => o.IsClosed).Ignore(o => o.IsSettled).Ignore(o => o.FreePlaces).Ignore(o => o.HasLive).Ignore(o => o.HasServed).Ignore(o => o.IsWaiting).Ignore(o => o.NewestDispatch);
    }

    public void Configure(EntityTypeBuilder<Offer> builder) => builder.Property(o => o.Id).ValueGeneratedNever();

    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasOne<Offer>().WithMany().HasForeignKey(a => a.OfferId);
        builder.Ignore(a => a.IsLive).Ignore(a => a.HoldsPlace).Ignore(a => a.PlannedFrom).Ignore(a => a.PlannedUntil).Ignore(a => a.ExpectedEnd);
    }

    public void Configure(EntityTypeBuilder<OrderText> builder) => builder.HasKey(t => new { t.OrderId, t.Kind, t.Version });

    public void Configure(EntityTypeBuilder<PoolHide> builder) => builder.HasKey(h => new { h.OfferId, h.PersonId });

    public void Configure(EntityTypeBuilder<Rating> builder) => builder.HasKey(r => r.OrderId);

    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Proposal).HasColumnType("jsonb").HasConversion(
            verdicts => JsonSerializer.Serialize(verdicts, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<List<Verdict>>(json, JsonSerializerOptions.Default),
            new ValueComparer<IReadOnlyList<Verdict>?>((a, b) => ReferenceEquals(a, b), v => v == null ? 0 : v.Count));
    }

    public void Configure(EntityTypeBuilder<OrderEventRow> builder)
    {
        builder.HasKey(e => new { e.OrderId, e.Version });
        builder.Property(e => e.Data).HasColumnType("jsonb");
    }
}
