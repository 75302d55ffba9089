using System.Globalization;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Email;

/// <summary>What the buyer is told of money that goes back; each only while it is still true, for events come late at times.</summary>
internal sealed class RefundMails(MailPost post, OrderService orders, RefundService refunds, OrderLinks links, StoreUrls urls, StoreContext stores)
    : IHandle<MoneyReturned>, IHandle<RefundSucceeded>, IHandle<RefundFailed>
{
    public Task HandleAsync(MoneyReturned message, CancellationToken ct) =>
        PostAsync("MoneyReturned", message.OrderId, message.RefundId, refund => !refund.IsOwed, ct);

    public Task HandleAsync(RefundSucceeded message, CancellationToken ct) =>
        PostAsync("RefundSucceeded", message.OrderId, message.RefundId, refund => refund.State == RefundState.Succeeded, ct);

    // One that was made good otherwise is no worry of the buyer's.
    public Task HandleAsync(RefundFailed message, CancellationToken ct) =>
        PostAsync("RefundFailed", message.OrderId, message.RefundId, refund => refund.IsOwed, ct);

    private async Task PostAsync(string kind, Guid orderId, Guid refundId, Func<RefundView, bool> isTrue, CancellationToken ct)
    {
        var refund = await refunds.FindAsync(refundId, ct) ?? throw new InvalidOperationException($"There is no refund {refundId}.");
        if (!isTrue(refund))
        {
            return;
        }
        var order = await orders.FindAsync(orderId, ct) ?? throw new InvalidOperationException($"There is no order {orderId}.");
        var mail = new RefundMail(order, refund, urls.Absolute(links.TrackingPath(orderId)), CultureInfo.GetCultureInfo(stores.Current.Culture));
        await post.PostAsync(new NewMail(kind, refundId, order.Contact.Email, mail, orderId), ct);
    }
}
