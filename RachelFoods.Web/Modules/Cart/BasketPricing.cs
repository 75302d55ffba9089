using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Pricing;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Promotions;
using RachelFoods.Web.Modules.Shipping;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Cart;

public sealed record BasketItem(VariantView Variant, int Quantity)
{
    public Money Amount => Variant.Price * Quantity;

    public CouponItem ForCoupon() => new(Variant.Id, Variant.ProductId, Variant.CategoryId, Amount);
}

/// <param name="Delivery">As it would be without a coupon that makes it free.</param>
public sealed record PricedBasket(Totals Totals, DeliveryQuote Delivery);

/// <summary>What a basket costs today, with the coupon if it holds. The cart, the checkout, the placing and the tester ask here.</summary>
public sealed class BasketPricing(ShippingService shipping, StoreSettingsService settings, StoreContext stores)
{
    /// <param name="check">One that does not hold counts as none.</param>
    public async Task<PricedBasket> PriceAsync(IReadOnlyCollection<BasketItem> items, CouponCheck? check, CancellationToken ct)
    {
        var (store, zero) = (await settings.GetAsync(ct), stores.Current.Zero);
        var coupon = check is { Holds: true } ? Coupon(check) : null;
        var basket = new PricingInput(
            stores.Current.Currency,
            [.. items.Select(item => Item(item, store, check, coupon))],
            zero,
            zero,
            "",
            store.TaxName,
            store.PricesIncludeTax)
        {
            Coupon = coupon,
        };
        var discount = coupon?.DiscountOn(basket.DiscountedGoods) ?? zero;
        var goods = items.Aggregate(zero, (sum, item) => sum + item.Amount);
        var delivery = await shipping.QuoteAsync(goods - discount, ct);
        var (fee, reason) = coupon is { FreeDelivery: true } ? (zero, $"Free with {coupon.Code}") : (delivery.Fee, delivery.Reason);
        var totals = TotalsCalculator.Compute(basket with
        {
            Discount = discount,
            Delivery = items.Count == 0 ? zero : fee,
            DeliveryReason = reason,
        });
        return new PricedBasket(totals, delivery);
    }

    private static PricedItem Item(BasketItem item, StoreSettings store, CouponCheck? check, PricedCoupon? coupon) => new(
        item.Variant.Id,
        $"{item.Variant.ProductName}, {item.Variant.Name}",
        item.Variant.Price,
        item.Quantity,
        store.TaxRateOf(item.Variant.TaxClass),
        coupon is null || check!.VariantIds.Contains(item.Variant.Id));

    private PricedCoupon Coupon(CouponCheck check)
    {
        var terms = check.Terms!;
        return new PricedCoupon(
            terms.Code,
            new CouponWords(stores.Current).Benefit(terms),
            terms.Kind == CouponKind.Percent ? terms.PercentBasisPoints : null,
            terms.Kind == CouponKind.Amount ? terms.Amount.Minor : null,
            terms.MaximumDiscount?.Minor,
            terms.Kind == CouponKind.FreeDelivery,
            [.. check.Rules.Select(rule => new PricedRule(rule.Name, rule.Words))]);
    }
}
