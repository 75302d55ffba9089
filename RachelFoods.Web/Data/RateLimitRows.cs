using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

/// <summary>The latest tries of one key, written by the statements of <see cref="RateLimits"/> alone.</summary>
internal sealed class RateLimitRow : IStoreRow
{
    public Guid StoreId { get; private set; }

    public string Kind { get; private set; } = "";

    public byte[] Key { get; private set; } = [];

    public DateTimeOffset[] Takes { get; private set; } = [];

    public DateTimeOffset EndsAt { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RateLimitRow>
    {
        public void Configure(EntityTypeBuilder<RateLimitRow> row)
        {
            row.ToTable("rate_limits");
            row.HasKey(r => new { r.StoreId, r.Kind, r.Key });
            row.Property(r => r.Kind).HasMaxLength(30);
        }
    }
}

internal sealed record ForgetOldTries;

internal sealed class OldTries(RateLimits limits) : IHandle<ForgetOldTries>
{
    public Task HandleAsync(ForgetOldTries message, CancellationToken ct) => limits.ForgetOldAsync(ct);
}

public static class RateLimitsModule
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration("Limits")
            .Validate(o => o.IsSound(), "Limits__… must each have from 0 to 1000 times, within a time longer than none.").ValidateOnStart();
        return services.AddSingleton<RateLimits>().AddHandler<ForgetOldTries, OldTries>()
            .AddRepeating<ForgetOldTries>(s => s.GetRequiredService<IOptions<RateLimitOptions>>().Value.ForgetEvery);
    }
}
