using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;

namespace RachelFoods.Web.Pages.Orders;

/// <summary>One stage of an order's way, reached or still to come.</summary>
public sealed record ProgressStep(string Label, DateTimeOffset? At, bool Done, bool Current);

/// <summary>An order's page, for a customer and for a guest with the link alike.</summary>
/// <param name="Address">This page's own; the piece asks here for its newest state.</param>
/// <param name="Look">How often the piece has looked by itself.</param>
public sealed record OrderPageView(
    OrderView Order, IReadOnlyList<RefundView> Refunds, string Address, string PayAddress, string CancelAddress, int Look)
{
    private const int Looks = 10;

    /// <summary>The version that the page showed before it asked for news.</summary>
    public int? Seen { get; init; }

    private static readonly OrderStatus[] Way =
    [
        OrderStatus.Pending, OrderStatus.Paid, OrderStatus.Confirmed, OrderStatus.Preparing, OrderStatus.Shipping, OrderStatus.Delivered,
    ];

    /// <summary>Something outside decides, Stripe above all: the page looks for news by itself, but not for ever.</summary>
    public bool LooksAgain => (Order.IsUnpaid || Refunds.Any(refund => refund.State == RefundState.Pending)) && Look < Looks;

    /// <summary>The page that asks shows all of this already. A refund may go on without a new version of its order.</summary>
    public bool IsSeen => Seen == Order.Version && Refunds.Count == 0 && !LooksAgain;

    public string NextLook => $"{Address}?look={(LooksAgain ? Look + 1 : Look)}&seen={Order.Version}";

    /// <summary>When the piece asks for its newest state.</summary>
    public string Triggers => $"order-{Order.Id} from:#live, again from:#live{(LooksAgain ? ", load delay:5s" : "")}";

    /// <summary>An unpaid card order says so beside its button to pay.</summary>
    public bool OffersCancelling => !Order.IsUnpaid && BuyersCancelling.IsOpenFor(Order);

    /// <summary>Without those that failed and were asked for again: the buyer need not know.</summary>
    public IEnumerable<RefundView> MoneyBack => Refunds.Where(refund => !refund.Replaced);

    /// <param name="token">Of the order's link, which pays and cancels too.</param>
    public static OrderPageView Of(OrderView order, IReadOnlyList<RefundView> refunds, string address, string token, int look) =>
        new(order, refunds, address, $"/checkout/pay/{token}", $"/orders/track/{token}/cancel", Math.Clamp(look, 0, Looks));

    public IReadOnlyList<ProgressStep> Steps => Order.Status == OrderStatus.Cancelled ? Ended : OnTheWay;

    private ProgressStep[] OnTheWay
    {
        get
        {
            var way = Order.Method == PaymentMethod.Card ? Way : [.. Way.Where(s => s != OrderStatus.Paid)];
            var reached = Order.Status == OrderStatus.Completed ? way.Length - 1 : Array.IndexOf(way, Order.Status);
            return [.. way.Select((status, i) => new ProgressStep(Label(status), i <= reached ? ReachedAt(status) : null, i <= reached, i == reached))];
        }
    }

    private ProgressStep[] Ended =>
        [.. Order.Standing.Select(move => new ProgressStep(Label(move.To), move.At, Done: true, move.To == OrderStatus.Cancelled))];

    // Its first time counts only as long as the order has not come back: the last one is what is true now.
    private DateTimeOffset? ReachedAt(OrderStatus status) => Order.Standing.LastOrDefault(move => move.To == status)?.At;

    private string Label(OrderStatus status) => status == OrderStatus.Pending ? "Ordered" : OrderWords.Of(status, Order.Method);
}
