using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Modules.Users;

/// <summary>What a customer tells of themselves beyond the account. It is locked while their addresses change.</summary>
[PrimaryKey(nameof(StoreId), nameof(UserId))]
internal sealed class Profile : IStoreRow
{
    public Guid StoreId { get; private set; }

    public Guid UserId { get; private set; }

    public string Phone { get; private set; } = "";

    /// <summary>ISO 639 code; empty means the store's.</summary>
    public string Language { get; private set; } = "";

    /// <summary>Since when the customer wants to hear of offers; null if not.</summary>
    public DateTimeOffset? MarketingSince { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Profile>
    {
        public void Configure(EntityTypeBuilder<Profile> profile)
        {
            profile.ToTable("profiles");
            profile.Property(p => p.Phone).HasMaxLength(20).HasDefaultValue("");
            profile.Property(p => p.Language).HasMaxLength(3).HasDefaultValue("");
            profile.References<User>(nameof(UserId), DeleteBehavior.Cascade);
        }
    }
}
