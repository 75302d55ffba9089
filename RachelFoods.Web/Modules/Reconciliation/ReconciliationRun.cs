using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>What one reconciliation has found.</summary>
internal sealed class ReconciliationRun(DateTimeOffset at, DateTimeOffset fromAt, DateTimeOffset toAt, string findings, int count, string? fault) : Entity
{
    public DateTimeOffset At { get; private set; } = at;

    public DateTimeOffset FromAt { get; private set; } = fromAt;

    public DateTimeOffset ToAt { get; private set; } = toAt;

    /// <summary>JSON.</summary>
    public string Findings { get; private set; } = findings;

    public int Count { get; private set; } = count;

    /// <summary>Why it could not look; then it has found nothing because it has seen nothing.</summary>
    public string? Fault { get; private set; } = fault;

    internal sealed class Mapping : IEntityTypeConfiguration<ReconciliationRun>
    {
        public void Configure(EntityTypeBuilder<ReconciliationRun> run)
        {
            run.ToTable("reconciliation_runs");
            run.Property(r => r.Findings).HasColumnType("jsonb");
            run.HasIndex(r => new { r.StoreId, r.At });
        }
    }
}
