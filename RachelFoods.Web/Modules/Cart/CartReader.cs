using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Pricing;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Shipping;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Cart;

/// <summary>A cart as it stands now: today's prices, today's stock. A fixed number of statements, however long the cart.</summary>
public sealed class CartReader(
    ShopDb db,
    ProductService products,
    InventoryService inventory,
    ShippingService shipping,
    StoreSettingsService settings,
    StoreContext stores)
{
    public async Task<int> CountAsync(CartOwner owner, CancellationToken ct)
    {
        var carts = Of(owner).Select(c => c.Id);
        return await db.Set<CartLine>().Where(l => carts.Contains(l.CartId)).SumAsync(l => l.Quantity, ct);
    }

    public async Task<CartView> FindAsync(CartOwner owner, IReadOnlyDictionary<Guid, int> held, CancellationToken ct)
    {
        var id = owner == new CartOwner(null, null) ? null : await Of(owner).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
        var rows = id is null
            ? []
            : await db.Set<CartLine>().AsNoTracking().Where(l => l.CartId == id).OrderBy(l => l.AddedAt).ThenBy(l => l.Id).ToListAsync(ct);
        Guid[] ids = [.. rows.Select(l => l.VariantId)];
        var variants = await products.FindVariantsAsync(ids, ct);
        var sellable = await inventory.SellableAsync(ids, ct);
        CartLineView[] lines = [.. rows.Select(row => Line(
            row, variants[row.VariantId], sellable.GetValueOrDefault(row.VariantId) + held.GetValueOrDefault(row.VariantId)))];

        var (totals, delivery) = await PriceAsync(lines, ct);
        return new CartView(
            id, lines, totals, delivery, lines.Sum(l => l.Quantity), lines.Length > 0 && lines.All(l => l.Problem is null));
    }

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

    private async Task<(Totals Totals, DeliveryQuote Delivery)> PriceAsync(CartLineView[] lines, CancellationToken ct)
    {
        var store = await settings.GetAsync(ct);
        var zero = stores.Current.Zero;
        PricedItem[] items = [.. lines.Where(l => l.IsAvailable).Select(l => new PricedItem(
            l.VariantId, $"{l.ProductName}, {l.VariantName}", l.UnitPrice, l.Quantity, store.TaxRateBasisPoints))];
        var delivery = await shipping.QuoteAsync(items.Aggregate(zero, (sum, i) => sum + (i.UnitPrice * i.Quantity)), ct);
        var totals = TotalsCalculator.Compute(new PricingInput(
            stores.Current.Currency,
            items,
            zero,
            items.Length == 0 ? zero : delivery.Fee,
            delivery.Reason,
            store.TaxName,
            store.PricesIncludeTax));
        return (totals, delivery);
    }
}
