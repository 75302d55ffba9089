using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>One log-in on one device. The sign-in cookie is worth nothing once its row is gone.</summary>
internal sealed class UserSession(Guid userId, string device, DateTimeOffset startedAt) : Entity
{
    public Guid UserId { get; private set; } = userId;

    /// <summary>In words, such as "Firefox on Windows"; empty where the browser does not say.</summary>
    public string Device { get; private set; } = device;

    public DateTimeOffset StartedAt { get; private set; } = startedAt;

    /// <summary>Right to the hour; a session that has not been seen for the cookie's life can no longer be used.</summary>
    public DateTimeOffset SeenAt { get; private set; } = startedAt;

    internal sealed class Mapping : IEntityTypeConfiguration<UserSession>
    {
        public void Configure(EntityTypeBuilder<UserSession> session)
        {
            session.ToTable("user_sessions");
            session.Property(s => s.Device).HasMaxLength(60);
            session.References<User>(nameof(UserId), DeleteBehavior.Cascade);
        }
    }
}
