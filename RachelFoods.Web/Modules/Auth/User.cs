using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>
/// An account in one store; its address is known to be its owner's. Who shops or works in two stores has an account in each.
/// </summary>
[PrimaryKey(nameof(StoreId), nameof(Id))]
public sealed class User : IdentityUser<Guid>, IStoreRow
{
    public User(string name, string email)
    {
        Id = Guid.CreateVersion7();
        Name = name;
        Email = email;
        UserName = email;
    }

    private User() => Name = "";

    public Guid StoreId { get; private set; }

    public string Name { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> user)
        {
            user.ToTable("users", table => table.HasCheckConstraint("address_is_confirmed", "email_confirmed"));
            user.Property(u => u.Name).HasMaxLength(100);
            user.Property(u => u.Email).HasMaxLength(254).IsRequired();
            user.Property(u => u.NormalizedEmail).HasMaxLength(254).IsRequired();
            user.Property(u => u.UserName).HasMaxLength(254).IsRequired();
            user.Property(u => u.NormalizedUserName).HasMaxLength(254).IsRequired();
            user.Property(u => u.SecurityStamp).IsRequired();
            user.Property(u => u.ConcurrencyStamp).IsConcurrencyToken();
            user.HasIndex(u => new { u.StoreId, u.NormalizedEmail }).IsUnique();
            user.HasIndex(u => new { u.StoreId, u.NormalizedUserName }).IsUnique();
        }
    }
}

public enum Role
{
    Buyer,
    Staff,
    Admin,
}

/// <summary>That someone has a role. The roles are few and the same in every store, hence words and no table of their own.</summary>
[PrimaryKey(nameof(StoreId), nameof(UserId), nameof(Role))]
internal sealed class UserRole(Guid userId, Role role) : IStoreRow
{
    public Guid StoreId { get; private set; }

    public Guid UserId { get; private set; } = userId;

    public Role Role { get; private set; } = role;

    internal sealed class Mapping : IEntityTypeConfiguration<UserRole>
    {
        public void Configure(EntityTypeBuilder<UserRole> role)
        {
            role.ToTable("user_roles", table => table.HasCheckConstraint("role_is_known", "role in ('BUYER', 'STAFF', 'ADMIN')"));
            role.References<User>(nameof(UserId), DeleteBehavior.Cascade);
        }
    }
}
