using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <param name="Fault">Why it could not look.</param>
public sealed record ReconciliationRunView(
    DateTimeOffset At, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Finding> Findings, string? Fault);

/// <summary>Due again and again: the last days are compared without anybody asking.</summary>
public sealed record ReconcileLately;

/// <summary>Reconciliations that nobody asked for, and what they found.</summary>
public sealed class ReconciliationLog(
    ShopDb db, ReconciliationService reconciliation, IOptions<ReconciliationOptions> options, TimeProvider clock, ILogger<ReconciliationLog> log)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    public async Task<ReconciliationRunView?> FindLastAsync(CancellationToken ct) =>
        await db.Set<ReconciliationRun>().AsNoTracking().OrderByDescending(r => r.At).ThenByDescending(r => r.Id).FirstOrDefaultAsync(ct) is { } run
            ? new ReconciliationRunView(run.At, run.FromAt, run.ToAt, JsonSerializer.Deserialize<List<Finding>>(run.Findings, Json)!, run.Fault)
            : null;

    /// <summary>Compares the last days and keeps what was found.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (found, fault) = await LookAsync(now - options.Value.Back, now, ct);
        foreach (var finding in found)
        {
            log.LogError("Reconciliation found {FindingKind} about {FindingSubject}.", finding.Kind, finding.Subject);
        }
        db.Add(new ReconciliationRun(now, now - options.Value.Back, now, JsonSerializer.Serialize(found, Json), found.Count, fault));
        await db.SaveChangesAsync(ct);
    }

    private async Task<(IReadOnlyList<Finding> Found, string? Fault)> LookAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        try
        {
            return (await reconciliation.CompareAsync(from, to, ct), null);
        }
        catch (Exception e) when (e is GatewayUnavailable or GatewayRefused or GatewayAlarm)
        {
            log.LogError(e, "Reconciliation could not look.");
            return ([], e.Message);
        }
    }
}

internal sealed class ReconcileByItself(ReconciliationLog log) : IHandle<ReconcileLately>
{
    public Task HandleAsync(ReconcileLately message, CancellationToken ct) => log.RunAsync(ct);
}
