using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RachelFoods.Web.Modules.Stores;

/// <summary>The directory of tenants. Read before the store is known, hence outside row security; written by the owner alone.</summary>
internal sealed class StoreRow
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public required string Tagline { get; set; }

    public required string CanonicalHost { get; set; }

    public required string Currency { get; set; }

    public required string TimeZone { get; set; }

    public required string Culture { get; set; }

    public required string ContactEmail { get; set; }

    public required string ContactPhone { get; set; }

    public required string ContactAddress { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<StoreRow>
    {
        public void Configure(EntityTypeBuilder<StoreRow> store)
        {
            store.ToTable("stores");
            store.Property(s => s.Currency).HasMaxLength(3).IsFixedLength();
            store.HasIndex(s => s.CanonicalHost).IsUnique();
        }
    }
}

/// <summary>A host name under which a store answers.</summary>
internal sealed class StoreHost
{
    public required string Host { get; init; }

    public required Guid StoreId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<StoreHost>
    {
        public void Configure(EntityTypeBuilder<StoreHost> host)
        {
            host.ToTable("store_hosts");
            host.HasKey(h => h.Host);
            host.HasOne<StoreRow>().WithMany().HasForeignKey(h => h.StoreId);
        }
    }
}
