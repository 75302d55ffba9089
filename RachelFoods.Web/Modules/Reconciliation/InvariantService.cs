using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>Looks whether the current store's rows are as they must be.</summary>
public sealed class InvariantService(ShopDataSources sources, StoreContext stores, TimeProvider clock)
{
    public async Task<IReadOnlyList<Violation>> ListAsync(CancellationToken ct)
    {
        await using var look = sources.For(stores.Current.Id).CreateBatch();
        look.Timeout = sources.LongStatement;
        Invariants.AddTo(look, clock.GetUtcNow());
        await using var rows = await look.ExecuteReaderAsync(ct);
        return await Invariants.ReadAsync(rows, ct);
    }
}
