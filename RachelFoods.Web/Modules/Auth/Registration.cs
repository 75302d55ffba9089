using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>That somebody asked for an account. It holds nothing, the address included: others may ask for the same.</summary>
internal sealed class Registration(string name, string email, string normalizedEmail, string passwordHash, DateTimeOffset askedAt) : Entity
{
    public string Name { get; private set; } = name;

    public string Email { get; private set; } = email;

    public string NormalizedEmail { get; private set; } = normalizedEmail;

    public string PasswordHash { get; private set; } = passwordHash;

    public DateTimeOffset AskedAt { get; private set; } = askedAt;

    internal sealed class Mapping : IEntityTypeConfiguration<Registration>
    {
        public void Configure(EntityTypeBuilder<Registration> registration)
        {
            registration.ToTable("registrations");
            registration.Property(r => r.Name).HasMaxLength(100);
            registration.Property(r => r.Email).HasMaxLength(254);
            registration.Property(r => r.NormalizedEmail).HasMaxLength(254);
            registration.HasIndex(r => new { r.StoreId, r.NormalizedEmail });
        }
    }
}
