using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>Tells Products what was sold, once for each order.</summary>
internal sealed class RecordSales(ShopDb db, ProductService products) : IHandle<OrderPaid>
{
    public Task HandleAsync(OrderPaid message, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            if (await db.LockOrderAsync(message.OrderId, ct) is not { SalesCounted: false } order)
            {
                return;
            }
            order.CountSales();
            var sold = await db.Set<OrderLine>().Where(l => l.OrderId == order.Id).GroupBy(l => l.ProductId)
                .Select(same => new { ProductId = same.Key, Units = same.Sum(l => l.Quantity) }).OrderBy(s => s.ProductId).ToListAsync(ct);
            foreach (var product in sold)
            {
                await products.RecordSalesAsync(product.ProductId, product.Units, ct);
            }
        },
        ct);
}

internal sealed class CompleteDelivered(OrderService orders) : IHandle<CompleteDeliveredOrder>
{
    public Task HandleAsync(CompleteDeliveredOrder message, CancellationToken ct) => orders.CompleteAsync(message.OrderId, message.MoveId, ct);
}

/// <summary>Takes the way back off the pages, whoever else hears of the move.</summary>
internal sealed class EndUndo(OrderMoves moves) : IHandle<OrderMoved>
{
    public Task HandleAsync(OrderMoved message, CancellationToken ct) => moves.SettleAsync(message.OrderId, message.MoveId, ct);
}
