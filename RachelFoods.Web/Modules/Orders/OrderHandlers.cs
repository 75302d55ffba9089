using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>Tells Products what was sold, once for each order; and that it was not, once it is cancelled.</summary>
internal sealed class RecordSales(ShopDb db, ProductService products) : IHandle<OrderPaid>, IHandle<OrderCancelled>
{
    public Task HandleAsync(OrderPaid message, CancellationToken ct) => CountAsync(message.OrderId, ct);

    public Task HandleAsync(OrderCancelled message, CancellationToken ct) => CountAsync(message.OrderId, ct);

    private Task CountAsync(Guid orderId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var order = await db.LockOrderAsync(orderId, ct);
            if (order?.CountSales() is not { } times || times == 0)
            {
                return;
            }
            var sold = await db.Set<OrderLine>().Where(l => l.OrderId == orderId).GroupBy(l => l.ProductId)
                .Select(same => new { ProductId = same.Key, Units = same.Sum(l => l.Quantity) }).OrderBy(s => s.ProductId).ToListAsync(ct);
            foreach (var product in sold)
            {
                await products.RecordSalesAsync(product.ProductId, times * product.Units, ct);
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
