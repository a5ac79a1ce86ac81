using Microsoft.EntityFrameworkCore;
using TimeBank.Administration;
using TimeBank.Events;
using TimeBank.Menu;
using TimeBank.Messages;
using TimeBank.Orders;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Photos;
using TimeBank.Policies;
using TimeBank.Records;
using TimeBank.Reports;
using TimeBank.Sites;
using TimeBank.Storage.Mappings;

namespace TimeBank.Storage;

/// <summary>The one context of the domain's tables. The schema is SQL (Migrations); this mapping follows it, and a test compares the two.</summary>
public sealed class TimeBankDb : DbContext
{
    public TimeBankDb(DbContextOptions<TimeBankDb> options) : base(options)
    {
        // A command that fails is undone as a whole, so no save of its own is ever gone back to; two messages to the server less for each.
        Database.AutoSavepointsEnabled = false;
    }

    public DbSet<Site> Sites => Set<Site>();
    public DbSet<SitePath> SitePaths => Set<SitePath>();
    public DbSet<Person> Persons => Set<Person>();
    public DbSet<Relative> Relatives => Set<Relative>();
    public DbSet<Appointment> Appointments => Set<Appointment>();
    public DbSet<Qualification> Qualifications => Set<Qualification>();
    public DbSet<PersonBlock> PersonBlocks => Set<PersonBlock>();
    public DbSet<VolunteerHour> VolunteerHours => Set<VolunteerHour>();
    public DbSet<ConsentText> ConsentTexts => Set<ConsentText>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<IdNumberOpening> IdNumberOpenings => Set<IdNumberOpening>();
    public DbSet<PersonLook> PersonLooks => Set<PersonLook>();
    public DbSet<Activation> Activations => Set<Activation>();
    public DbSet<ServiceItem> ServiceItems => Set<ServiceItem>();
    public DbSet<MenuEntry> MenuEntries => Set<MenuEntry>();
    public DbSet<MenuChoice> MenuChoices => Set<MenuChoice>();
    public DbSet<Policy> Policies => Set<Policy>();
    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<OrderText> OrderTexts => Set<OrderText>();
    public DbSet<Offer> Offers => Set<Offer>();
    public DbSet<PoolHide> PoolHides => Set<PoolHide>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<Rating> Ratings => Set<Rating>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<OrderEventRow> OrderEvents => Set<OrderEventRow>();
    public DbSet<Photo> Photos => Set<Photo>();
    public DbSet<ServiceRecord> ServiceRecords => Set<ServiceRecord>();
    public DbSet<ServiceInterval> ServiceIntervals => Set<ServiceInterval>();
    public DbSet<WitnessRow> Witnesses => Set<WitnessRow>();
    public DbSet<Correction> Corrections => Set<Correction>();
    public DbSet<Passbook> Passbooks => Set<Passbook>();
    public DbSet<TimeAccount> TimeAccounts => Set<TimeAccount>();
    public DbSet<TimeTransfer> TimeTransfers => Set<TimeTransfer>();
    public DbSet<CreditDue> CreditsDue => Set<CreditDue>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<HandledEvent> HandledEvents => Set<HandledEvent>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<OutgoingText> OutgoingTexts => Set<OutgoingText>();
    public DbSet<Heartbeat> Heartbeats => Set<Heartbeat>();
    public DbSet<AdminAct> AdminActs => Set<AdminAct>();

    /// <summary>Set by <see cref="Once"/> while a command runs: what is saved under it leaves its acts.</summary>
    internal Acting? Acting { get; set; }

    /// <summary>What the command that runs now counts for; <see cref="Once"/> writes it.</summary>
    internal List<DayCount> Counted { get; } = [];

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Acting is not { } acting) { return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken); }
        ChangeTracker.DetectChanges();   // once, for the acts and for the saving
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            AdminActs.AddRange(await this.ActsOfChangesAsync(acting, cancellationToken));
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally { ChangeTracker.AutoDetectChangesEnabled = true; }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Conventions.Add(_ => new SnakeCase());
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<Minutes>().HaveConversion<MinutesConverter>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TimeBankDb).Assembly);
        modelBuilder.AddReferences();
    }
}
