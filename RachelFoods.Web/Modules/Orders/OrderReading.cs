using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Modules.Orders;

internal static class OrderReading
{
    public static Sale ToSale(this Order o) => new(o.Id, o.Goods, o.Discount, o.Delivery, o.Tax, o.TaxIncluded, o.Total);

    public static OrderMoveView ToView(this OrderMove m) => new(m.Id, m.From, m.To, m.At, m.ActorKind, m.ActorId, m.Reason, m.UndoesId);

    /// <summary>Lines and history must have been loaded.</summary>
    public static OrderView ToView(this Order o) => new(
        o.Id,
        o.Number,
        o.Status,
        o.PaymentStatus,
        o.Method,
        o.BuyerId,
        new OrderContact(o.Email, o.Name, o.Phone, o.Street, o.City, o.Region, o.PostalCode, o.Country, o.Notes),
        [.. o.Lines.Select(l => new OrderLineView(
            l.ProductName, l.ProductSlug, l.VariantName, l.Sku, l.UnitPrice, l.Quantity, l.Amount, l.Discount, l.Tax)
        {
            VariantId = l.VariantId,
        })],
        o.Goods,
        o.Discount,
        o.Delivery,
        o.Tax,
        o.TaxIncluded,
        o.Total,
        OrderExplanation.Read(o.Explanation),
        o.PlacedAt,
        o.HeldUntil,
        o.ClosingSince is not null,
        o.PaidAt,
        o.CancelReason,
        [.. o.History.Select(m => m.ToView())],
        o.UndoUntil,
        o.Version)
    {
        ClaimedAt = o.ClaimedAt,
        Wallet = o.Wallet,
    };
}
