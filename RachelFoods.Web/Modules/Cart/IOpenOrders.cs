namespace RachelFoods.Web.Modules.Cart;

/// <summary>What the cart must know of orders that wait for their payment; Orders answers, which the cart may not call.</summary>
public interface IOpenOrders
{
    /// <returns>How many of each variant the cart's open order holds; null if there is no such order.</returns>
    Task<IReadOnlyDictionary<Guid, int>?> FindHeldAsync(Guid cartId, CancellationToken ct);
}
