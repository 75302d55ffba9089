using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Modules.Refill;

/// <param name="Units">What went into the cart.</param>
/// <param name="LeftOut">What did not, or not all of it, and why; in words.</param>
public sealed record BoughtAgain(int Units, IReadOnlyList<string> LeftOut);

/// <summary>Buying once more what was bought before.</summary>
public sealed class BuyAgainService(OrderService orders, CartService carts)
{
    /// <summary>Puts what is still to be had into the buyer's cart, at today's prices.</summary>
    /// <returns>Null if the buyer has no such order.</returns>
    public async Task<BoughtAgain?> AddAsync(Guid buyerId, string number, CancellationToken ct)
    {
        if (await orders.FindForBuyerAsync(buyerId, number, ct) is not { } order)
        {
            return null;
        }
        var wanted = order.Lines.ToDictionary(l => l.VariantId, l => l.Quantity);
        var added = await carts.AddManyAsync(buyerId, wanted, ct);
        return new BoughtAgain(
            added.Values.Sum(a => a.Units),
            [.. order.Lines.Where(l => added[l.VariantId].Problem is not null).Select(l => Say(l, added[l.VariantId]))]);
    }

    private static string Say(OrderLineView line, CartShare added) => added.Units == 0
        ? $"{line.ProductName} ({added.Problem})"
        : $"{line.ProductName}: {added.Units} instead of {line.Quantity} ({added.Problem})";
}
