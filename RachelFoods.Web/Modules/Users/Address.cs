using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Modules.Users;

/// <summary>An address of a customer's book. Of several one is the default.</summary>
internal sealed class Address(Guid userId, DateTimeOffset addedAt) : Entity
{
    public Guid UserId { get; private set; } = userId;

    public string Name { get; private set; } = "";

    public string Phone { get; private set; } = "";

    public string Street { get; private set; } = "";

    public string City { get; private set; } = "";

    public string Region { get; private set; } = "";

    public string PostalCode { get; private set; } = "";

    public string Country { get; private set; } = "";

    public bool IsDefault { get; set; }

    public DateTimeOffset AddedAt { get; private set; } = addedAt;

    public PostalAddress Read() => new(Name, Phone, Street, City, Region, PostalCode, Country);

    public void Write(PostalAddress to) =>
        (Name, Phone, Street, City, Region, PostalCode, Country) = (to.Name, to.Phone, to.Street, to.City, to.Region, to.PostalCode, to.Country);

    internal sealed class Mapping : IEntityTypeConfiguration<Address>
    {
        public void Configure(EntityTypeBuilder<Address> address)
        {
            address.ToTable("addresses");
            address.Property(a => a.Name).HasMaxLength(200);
            address.Property(a => a.Phone).HasMaxLength(20);
            address.Property(a => a.Street).HasMaxLength(500);
            address.Property(a => a.City).HasMaxLength(100);
            address.Property(a => a.Region).HasMaxLength(100);
            address.Property(a => a.PostalCode).HasMaxLength(20);
            address.Property(a => a.Country).HasMaxLength(2).IsFixedLength();
            address.References<User>(nameof(UserId), DeleteBehavior.Cascade);
            address.HasIndex(a => new { a.StoreId, a.UserId }).IsUnique().HasFilter("is_default").HasDatabaseName("ix_addresses_one_default");
            address.HasIndex(a => new { a.StoreId, a.UserId, a.AddedAt });
        }
    }
}
