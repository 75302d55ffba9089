using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>That an account is to have another address. One at a time waits to be confirmed; afterwards it can be undone for a while.</summary>
internal sealed class EmailChange(Guid userId, string oldEmail, string newEmail, DateTimeOffset askedAt) : Entity
{
    public Guid UserId { get; private set; } = userId;

    public string OldEmail { get; private set; } = oldEmail;

    public string NewEmail { get; private set; } = newEmail;

    public DateTimeOffset AskedAt { get; private set; } = askedAt;

    public DateTimeOffset? ChangedAt { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<EmailChange>
    {
        public void Configure(EntityTypeBuilder<EmailChange> change)
        {
            change.ToTable("email_changes", table => table.HasCheckConstraint("undone_after_changed", "undone_at >= changed_at"));
            change.Property(c => c.OldEmail).HasMaxLength(254);
            change.Property(c => c.NewEmail).HasMaxLength(254);
            change.References<User>(nameof(UserId), DeleteBehavior.Cascade);
            change.HasIndex(c => new { c.StoreId, c.UserId }).IsUnique().HasFilter("changed_at is null");
        }
    }
}
