using System.Globalization;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;

namespace RachelFoods.Web.Modules.Email;

public sealed record MailButton(string Words, string Address);

/// <summary>What mails about an order show.</summary>
/// <param name="Address">Where its buyer sees it, without logging in.</param>
/// <param name="MovedAt">When that happened which the mail tells.</param>
/// <param name="Reason">Why, where somebody said so.</param>
public sealed record OrderMail(
    OrderView Order, string Address, IReadOnlyList<RefundView> Refunds, DateTimeOffset MovedAt, string? Reason, CultureInfo Culture)
{
    private static readonly (OrderStatus Status, string Word)[] Stages =
    [
        (OrderStatus.Pending, "Ordered"), (OrderStatus.Paid, "Paid"), (OrderStatus.Confirmed, "Confirmed"),
        (OrderStatus.Preparing, "Packed"), (OrderStatus.Shipping, "On its way"), (OrderStatus.Delivered, "Delivered"),
    ];

    public bool IsCash => Order.Method == PaymentMethod.CashOnDelivery;

    public MailButton SeeOrder => new("See your order", Address);

    /// <summary>The order's stages; behind it (negative), where it stands (0), to come (positive).</summary>
    public IEnumerable<(string Word, int Reached)> Way
    {
        get
        {
            var way = Stages.Where(s => !IsCash || s.Status != OrderStatus.Paid).ToList();
            var now = way.FindIndex(s => s.Status == Order.Status);
            return way.Select((s, i) => (s.Word, i - now));
        }
    }

    public string Write(Money money) => money.Format(Culture);
}

/// <summary>What mails about money that goes back show.</summary>
public sealed record RefundMail(OrderView Order, RefundView Refund, string Address, CultureInfo Culture)
{
    public MailButton SeeOrder => new("See your order", Address);

    public string Write(Money money) => money.Format(Culture);
}
