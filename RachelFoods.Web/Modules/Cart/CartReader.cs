using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Modules.Cart;

/// <summary>A cart as it stands now: today's prices, today's stock. A fixed number of statements, however long the cart.</summary>
public sealed class CartReader(
    ShopDb db, ProductService products, InventoryService inventory, CouponService coupons, BasketPricing pricing, StoreContext stores)
{
    public async Task<int> CountAsync(CartOwner owner, CancellationToken ct)
    {
        var carts = Of(owner).Select(c => c.Id);
        return await db.Set<CartLine>().Where(l => carts.Contains(l.CartId)).SumAsync(l => l.Quantity, ct);
    }

    /// <param name="email">What the buyer has typed so far: some coupons count by it.</param>
    /// <param name="code">Looked at in place of the cart's own code.</param>
    public async Task<CartView> FindAsync(
        CartOwner owner, IReadOnlyDictionary<Guid, int> held, CancellationToken ct, string? email = null, string? code = null)
    {
        var cart = owner == new CartOwner(null, null)
            ? null
            : await Of(owner).Select(c => new { c.Id, c.CouponCode }).SingleOrDefaultAsync(ct);
        var rows = cart is null
            ? []
            : await db.Set<CartLine>().AsNoTracking().Where(l => l.CartId == cart.Id).OrderBy(l => l.AddedAt).ThenBy(l => l.Id).ToListAsync(ct);
        Guid[] ids = [.. rows.Select(l => l.VariantId)];
        var variants = await products.FindVariantsAsync(ids, ct);
        var sellable = await inventory.SellableAsync(ids, ct);
        CartLineView[] lines = [.. rows.Select(row => Line(
            row, variants[row.VariantId], sellable.GetValueOrDefault(row.VariantId) + held.GetValueOrDefault(row.VariantId)))];

        BasketItem[] items = [.. lines.Where(l => l.IsAvailable).Select(l => new BasketItem(variants[l.VariantId], l.Quantity))];
        var check = (code ?? cart?.CouponCode) is { } wanted
            ? await coupons.CheckAsync(wanted, [.. items.Select(i => i.ForCoupon())], new CouponCustomer(owner.UserId, email, cart?.Id), ct)
            : null;
        var (totals, delivery) = await pricing.PriceAsync(items, check, ct);
        return new CartView(
            cart?.Id, lines, totals, delivery, lines.Sum(l => l.Quantity), lines.Length > 0 && lines.All(l => l.Problem is null))
        {
            Coupon = check is null ? null : Say(check),
        };
    }

    private CartCoupon Say(CouponCheck check) => new(
        check.Code, check.Terms is { } terms ? new CouponWords(stores.Current).Benefit(terms) : null, check.Problem);

    private IQueryable<ShoppingCart> Of(CartOwner owner) => owner.UserId is { } userId
        ? db.Set<ShoppingCart>().Where(c => c.UserId == userId)
        : db.Set<ShoppingCart>().Where(c => c.Id == owner.CartId && c.UserId == null);

    private static CartLineView Line(CartLine line, VariantView variant, int sellable)
    {
        var left = variant.IsOrderable ? Math.Max(0, sellable) : 0;
        var problem = !variant.IsOrderable ? CartWords.NoLongerOffered
            : left == 0 ? CartWords.SoldOut
            : line.Quantity > variant.Most && variant.Most <= left ? CartWords.UpTo(variant.Most)
            : line.Quantity > left ? CartWords.OnlyLeft(left)
            : null;
        return new CartLineView(
            line.VariantId,
            variant.ProductName,
            variant.ProductSlug,
            variant.Name,
            variant.Price,
            line.Quantity,
            variant.Price * line.Quantity,
            left,
            problem)
        {
            Picture = variant.Picture,
            IsOffered = variant.IsOrderable,
            Limit = variant.Most,
        };
    }
}
