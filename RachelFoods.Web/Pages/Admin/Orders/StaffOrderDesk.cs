using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Pages.Admin.Orders;

/// <summary>What an order bought of a variant and could come back to the shelf.</summary>
/// <param name="Default">Whether it most likely can be sold again.</param>
public sealed record RestockLine(Guid VariantId, string Words, bool Default);

/// <summary>Brings together what the staff's page of an order shows, and closes what is unpaid.</summary>
public sealed class StaffOrderDesk(
    PaymentService payments,
    RefundService refunds,
    StaffDisputes disputes,
    LedgerService ledger,
    AccountService accounts,
    InventoryService inventory,
    ProductService products,
    ILogger<StaffOrderDesk> log)
{
    public async Task<StaffOrderView> ShowAsync(OrderView order, CancellationToken ct)
    {
        var given = await refunds.ListForOrderAsync(order.Id, ct);
        var people = order.History.Select(move => move.ById).Concat(given.Select(refund => refund.RequestedById));
        return new StaffOrderView(
            order,
            await accounts.NamesAsync([.. people.OfType<Guid>().Distinct()], ct),
            await payments.ListForOrderAsync(order.Id, ct),
            given,
            await ledger.ListForOrderAsync(order.Id, ct))
        {
            Disputes = await disputes.ForOrderAsync(order.Id, ct),
        };
    }

    /// <summary>Food that does not keep is not sold again once somebody has begun to pack it.</summary>
    public async Task<IReadOnlyList<RestockLine>> RestockAsync(OrderView order, CancellationToken ct)
    {
        var returnable = await inventory.ReturnableAsync(order.Id, ct);
        var variants = await products.FindVariantsAsync([.. returnable.Keys], ct);
        return
        [
            .. variants.Values.Select(v => new RestockLine(
                v.Id, $"{returnable[v.Id]} × {v.ProductName}, {v.Name}", !(v.IsPerishable && order.Status == OrderStatus.Preparing))),
        ];
    }

    /// <returns>Null while Stripe gives no answer: the order stays closing, and its expiry asks again.</returns>
    public async Task<CloseResult?> CloseAsync(Guid orderId, string reason, Actor staff, CancellationToken ct)
    {
        try
        {
            return await payments.CloseAsync(orderId, reason, staff, ct);
        }
        catch (GatewayUnavailable e)
        {
            log.LogWarning(e, "Order {OrderId} could not be closed at once.", orderId);
            return null;
        }
    }
}
