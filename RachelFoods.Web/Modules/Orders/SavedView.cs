using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>A filter of the list of orders that a member of staff has kept under a name.</summary>
internal sealed class SavedView(Guid userId, string query) : Entity
{
    public Guid UserId { get; private set; } = userId;

    public string Name { get; private set; } = "";

    /// <summary>The name without regard to case: unique for each user.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>As it stands in the list's address, with its question mark.</summary>
    public string Query { get; private set; } = query;

    public void Rename(string name) => (Name, NameKey) = (name.Trim(), KeyOf(name));

    public static string KeyOf(string name) => name.Trim().ToUpperInvariant();

    internal sealed class Mapping : IEntityTypeConfiguration<SavedView>
    {
        public void Configure(EntityTypeBuilder<SavedView> view)
        {
            view.ToTable("saved_views");
            view.Property(v => v.Name).HasMaxLength(SavedViews.LongestName);
            view.Property(v => v.NameKey).HasMaxLength(SavedViews.LongestName);
            view.Property(v => v.Query).HasMaxLength(SavedViews.LongestQuery);
            view.HasIndex(v => new { v.StoreId, v.UserId, v.NameKey }).IsUnique();
            view.References<User>(nameof(UserId), DeleteBehavior.Cascade);
        }
    }
}
