using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Promotions;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Promotions;

/// <summary>Coupons of a test's own, and orders that were seen with one.</summary>
internal static class CouponStage
{
    public static readonly CouponTerms Fifth = new(
        "", CouponKind.Percent, 20_00, Money.Zero("USD"), null, null, null, null, null, null, CouponScope.All, [], FirstOrderOnly: false);

    /// <returns>Its code.</returns>
    public static Task<string> ACoupon(this Shop shop, Func<CouponTerms, CouponTerms>? change = null, Guid? store = null) =>
        shop.In(store ?? StoreSeed.RachelFoods, async services =>
        {
            var db = services.GetRequiredService<ShopDb>();
            var terms = (change ?? (t => t))(Fifth with { Code = $"T{Guid.NewGuid():N}".ToUpperInvariant() });
            db.Add(new Coupon(terms, AnOrder.Now));
            await db.SaveChangesAsync();
            return terms.Code;
        });

    public static async Task<Guid> ACouponsId(this Shop shop, Func<CouponTerms, CouponTerms>? change = null)
    {
        var code = await shop.ACoupon(change);
        return await shop.Run(s => s.GetRequiredService<ShopDb>().Set<Coupon>().Where(c => c.Code == code).Select(c => c.Id).SingleAsync());
    }

    /// <summary>The wish as it was seen with the coupon, whether or not that still holds.</summary>
    public static async Task<PlaceOrder> With(this Shop shop, PlaceOrder wish, string code, Guid? store = null) => wish with
    {
        Totals = (await shop.In(store ?? StoreSeed.RachelFoods, async services =>
        {
            var variants = await services.GetRequiredService<ProductService>().FindVariantsAsync([.. wish.Lines.Select(l => l.VariantId)], default);
            BasketItem[] items = [.. wish.Lines.Select(l => new BasketItem(variants[l.VariantId], l.Quantity))];
            var terms = (await services.GetRequiredService<ShopDb>().Set<Coupon>().AsNoTracking().SingleAsync(c => c.Code == code)).Terms;
            var seen = new CouponCheck(code, Guid.Empty, terms, [], [.. items.Select(i => i.ForCoupon()).Where(terms.CountsFor).Select(i => i.VariantId)]);
            return await services.GetRequiredService<BasketPricing>().PriceAsync(items, seen, default);
        })).Totals,
    };

    public static async Task<PlaceOrder> WishWith(this Shop shop, string code, Guid variantId, int quantity = 1, PaymentMethod method = PaymentMethod.Card) =>
        await shop.With(await shop.Wish(variantId, quantity, method), code);

    public static async Task<OrderView> AnOrderWith(this Shop shop, string code, Guid? variantId = null, int quantity = 1, PaymentMethod method = PaymentMethod.Card)
    {
        var wish = await shop.WishWith(code, variantId ?? await shop.AVariant(), quantity, method);
        return await shop.Look(Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish)).OrderId);
    }

    /// <returns>What is counted, and the redemptions that live.</returns>
    public static Task<(int Used, int Live)> Uses(this Shop shop, string code) => shop.Run(async services =>
    {
        var db = services.GetRequiredService<ShopDb>();
        var coupon = await db.Set<Coupon>().AsNoTracking().SingleAsync(c => c.Code == code);
        return (coupon.Used, await db.Set<CouponRedemption>().CountAsync(r => r.CouponId == coupon.Id && r.State != RedemptionState.GivenBack));
    });

    public static Task<RedemptionState> RedemptionOf(this Shop shop, Guid orderId) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Set<CouponRedemption>().Where(r => r.OrderId == orderId).Select(r => r.State).SingleAsync());

    public static Task Switch(this Shop shop, string code, bool on) => shop.Run(async services =>
    {
        var db = services.GetRequiredService<ShopDb>();
        (await db.Set<Coupon>().SingleAsync(c => c.Code == code)).Switch(on);
        await db.SaveChangesAsync();
    });
}
