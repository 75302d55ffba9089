using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Pages.Admin.Orders;

/// <summary>An order's page for the staff.</summary>
/// <param name="Names">Of the accounts that moved the order or gave money back.</param>
/// <param name="Tried">What was chosen and could not be done; it stays in the form.</param>
public sealed record StaffOrderView(
    OrderView Order,
    IReadOnlyDictionary<Guid, string> Names,
    IReadOnlyList<PaymentView> Payments,
    IReadOnlyList<RefundView> Refunds,
    IReadOnlyList<LedgerTransactionView> Books,
    MoveForm? Tried = null,
    string? Problem = null,
    bool Done = false)
{
    public OrderDisputes Disputes { get; init; } = new([], null);

    /// <summary>The stamp of what the page showed before it asked for news.</summary>
    public string? Seen { get; init; }

    /// <summary>What the page shows that can change.</summary>
    public string Stamp => string.Join(
        '.',
        Order.Version,
        Order.PaymentStatus,
        Order.UndoUntil is not null,
        Order.Closing,
        string.Concat(Payments.Select(payment => (int)payment.State)),
        string.Concat(Refunds.Select(refund => (int)refund.State)),
        Books.Count,
        string.Concat(Disputes.Disputes.Select(dispute => (int)dispute.State)));

    public bool WasMoved => Seen?.StartsWith($"{Order.Version}.", StringComparison.Ordinal) == false;

    public string Address => $"/admin/orders/{Order.Number}";

    /// <summary>The way forward first. An unpaid card order has a form of its own to cancel it, for Stripe must be asked.</summary>
    public IReadOnlyList<OrderChoice> Choices =>
        [.. Order.Choices(ActorKind.Staff).Where(choice => choice.To != OrderStatus.Cancelled || !Order.IsUnpaid)];

    /// <summary>What is paid, or sold for cash, is cancelled on a page of its own, which says what that does.</summary>
    public string? CancelAddress => Order.CanBeUndone(ActorKind.Staff) ? $"{Address}/cancel" : null;

    public string Who(ActorKind by, Guid? byId) => StaffWords.Who(by, byId is { } id && Names.TryGetValue(id, out var name) ? name : null);

    /// <summary>The reason that was typed for this move, should it have to be shown again.</summary>
    public string? TriedReason(OrderStatus target) => Tried?.Target == target ? Tried.Reason : null;
}
