using System.Globalization;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Email;

/// <summary>
/// What the buyer of an order is told, and when. An unpaid card order says nothing: its buyer is at the till, or has left it. So the
/// first mail of a card order is that it is paid, and one that was never paid ends without a mail, unless staff ended it.
/// </summary>
internal sealed class OrderMails(
    MailPost post, OrderService orders, OrderMoves moves, RefundService refunds, OrderLinks links, StoreUrls urls, StoreContext stores)
    : IHandle<OrderPlaced>, IHandle<OrderPaid>, IHandle<OrderMoved>, IHandle<OrderCancelled>, IHandle<OrderLinkAsked>
{
    public async Task HandleAsync(OrderPlaced message, CancellationToken ct)
    {
        var order = await FindAsync(message.OrderId, ct);
        if (order.Method == PaymentMethod.CashOnDelivery)
        {
            await PostAsync("OrderReceived", order, order.Id, order.PlacedAt, null, ct);
        }
    }

    public async Task HandleAsync(OrderPaid message, CancellationToken ct)
    {
        var order = await FindAsync(message.OrderId, ct);
        if (order.Method == PaymentMethod.Card) // Cash is paid at the door, and the mail about the delivery says so.
        {
            await PostAsync("OrderPaid", order, order.Id, order.PaidAt!.Value, null, ct);
        }
    }

    public async Task HandleAsync(OrderMoved message, CancellationToken ct)
    {
        if (await moves.SettleAsync(message.OrderId, message.MoveId, ct) is not { } move || KindOf(move) is not { } kind)
        {
            return;
        }
        var order = await FindAsync(message.OrderId, ct);
        if (order.Status != OrderStatus.Cancelled) // It would be news of yesterday.
        {
            await PostAsync(kind, order with { Status = move.To }, move.Id, move.At, move.Reason, ct);
        }
    }

    public async Task HandleAsync(OrderCancelled message, CancellationToken ct)
    {
        var order = await FindAsync(message.OrderId, ct);
        var end = order.History[^1];
        if (order.PaidAt is not null || order.Method == PaymentMethod.CashOnDelivery || end.By == ActorKind.Staff)
        {
            await PostAsync("OrderCancelled", order, order.Id, end.At, order.CancelReason, ct);
        }
    }

    public async Task HandleAsync(OrderLinkAsked message, CancellationToken ct)
    {
        if (await orders.FindAsync(message.OrderId, ct) is { } order)
        {
            await PostAsync("OrderLink", order, message.Id, order.PlacedAt, null, ct);
        }
    }

    // Paid and cancelled have events of their own; completed is nothing that a buyer waits for.
    private static string? KindOf(OrderMoveView move) => (move.From, move.To) switch
    {
        (_, OrderStatus.Confirmed) => "OrderConfirmed",
        (OrderStatus.Shipping, OrderStatus.Preparing) => "DeliveryFailed",
        (_, OrderStatus.Preparing) => "OrderPreparing",
        (_, OrderStatus.Shipping) => "OrderShipping",
        (_, OrderStatus.Delivered) => "OrderDelivered",
        _ => null,
    };

    private async Task PostAsync(string kind, OrderView order, Guid about, DateTimeOffset movedAt, string? reason, CancellationToken ct)
    {
        var goingBack = (await refunds.ListForOrderAsync(order.Id, ct)).Where(r => !r.Replaced && !r.IsOwed).ToList();
        var mail = new OrderMail(
            order, urls.Absolute(links.TrackingPath(order.Id)), goingBack, movedAt, reason, CultureInfo.GetCultureInfo(stores.Current.Culture));
        await post.PostAsync(new NewMail(kind, about, order.Contact.Email, mail, order.Id), ct);
    }

    private async Task<OrderView> FindAsync(Guid orderId, CancellationToken ct) =>
        await orders.FindAsync(orderId, ct) ?? throw new InvalidOperationException($"There is no order {orderId}.");
}
