using System.Globalization;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Email;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Pricing;
using RachelFoods.Web.Modules.Refunds;

namespace RachelFoods.Tests.Email;

/// <summary>What mails show, the same each time.</summary>
internal static class MailSamples
{
    public static readonly DateTimeOffset At = new(2026, 11, 24, 23, 30, 0, TimeSpan.Zero);

    private const string Link = "https://shop.example/orders/track/TOKEN";
    private static readonly Guid Id = new("0190b000-0000-7000-8000-0000000000ff");

    public static OrderMail AnOrderMail(
        Store store, OrderStatus status, PaymentMethod method = PaymentMethod.Card, string? reason = null, params RefundView[] refunds) =>
        new(AnOrder(store, status, method), Link, refunds, At, reason, CultureInfo.GetCultureInfo(store.Culture));

    public static RefundMail ARefundMail(Store store, RefundState state, RefundCause cause) => new(
        AnOrder(store, OrderStatus.Cancelled, PaymentMethod.Card), ARefund(store, state, cause), Link, CultureInfo.GetCultureInfo(store.Culture));

    public static AccountMail AnAccountMail() => new("o'neil&<b>söhne</b>@example.com", "https://shop.example/account/link?token=TOKEN", At);

    public static LowStockMail ALowStockMail() => new(
        [ALowRow("Egusi <b>ground</b>", "500g Pack", "EGUSI-500", onHand: 7, reserved: 4), ALowRow("Ogbono", "250g Pack", "OGBONO-250", onHand: 2, reserved: 2)],
        More: 3,
        "https://shop.example/admin/stock?show=Low");

    public static RefundView ARefund(Store store, RefundState state, RefundCause cause) => new(
        Id, Id, new Money(42_47, store.Currency), cause, state, "re_1", null, ActorKind.Buyer, null, At, At, Replaced: false);

    private static StockRowView ALowRow(string product, string variant, string sku, int onHand, int reserved) => new()
    {
        VariantId = Id,
        ProductId = Id,
        ProductName = product,
        VariantName = variant,
        Position = 0,
        Sku = sku,
        OnHand = onHand,
        Reserved = reserved,
        LowAt = 5,
        OwnLowAt = null,
        MostPerOrder = null,
        IsOffered = true,
    };

    // In dollars tax comes on top; in naira it is a part of the price.
    private static OrderView AnOrder(Store store, OrderStatus status, PaymentMethod method)
    {
        Money M(long minor) => new(minor, store.Currency);
        var included = store.Currency == "NGN";
        var (goods, delivery, tax) = (M(37_47), M(5_00), included ? M(2_61) : M(0));
        return new OrderView(
            Id,
            "ORD-2026-0042",
            status,
            method == PaymentMethod.Card ? PaymentStatus.Paid : PaymentStatus.Pending,
            method,
            null,
            new OrderContact(
                "amara@example.com", "Amara “Ama” O’Neil & Söhne <b>", "+1 212 555 0100", "5 Willow Lane", "Brooklyn", "NY", "11201", "US", "Ring twice & wait"),
            [
                new OrderLineView("Egusi", "egusi", "500g Pack", "EGUSI-500", M(12_99), 2, M(25_98), M(0), M(0)),
                new OrderLineView("Ogbono, ground by hand & sun-dried", "ogbono", "250g Pack", "OGBONO-250", M(11_49), 1, M(11_49), M(0), M(0)),
            ],
            goods,
            M(0),
            delivery,
            tax,
            included,
            M(42_47),
            new Explanation(store.Currency, [], 37_47, 0, 5_00, "Flat rate", included ? "VAT" : "", included, tax.Minor, 42_47),
            At.AddHours(-2),
            null,
            Closing: false,
            method == PaymentMethod.Card ? At.AddHours(-1) : null,
            null,
            [],
            UndoUntil: null,
            Version: 3);
    }
}
