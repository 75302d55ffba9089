using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Stores;

/// <summary>A secret of one store, such as a key of its Stripe account; readable only by this store on this installation.</summary>
internal sealed class StoreSecret(string name, string protectedValue) : IStoreRow
{
    public Guid StoreId { get; private set; }

    public string Name { get; private set; } = name;

    /// <summary>Protected with the key ring, bound to the store.</summary>
    public string ProtectedValue { get; private set; } = protectedValue;

    public DateTimeOffset ChangedAt { get; private set; }

    public Guid? ChangedById { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<StoreSecret>
    {
        public void Configure(EntityTypeBuilder<StoreSecret> secret)
        {
            secret.ToTable("store_secrets");
            secret.HasKey(s => new { s.StoreId, s.Name });
            secret.Property(s => s.Name).HasMaxLength(50);
        }
    }
}
