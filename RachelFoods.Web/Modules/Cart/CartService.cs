using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Cart;

public sealed class CartService(
    ShopDb db, CartReader reader, CartMerge merge, ProductService products, InventoryService inventory, TimeProvider clock)
{
    public const int MostOfOne = ProductService.MostOfOne;

    private static readonly Dictionary<Guid, int> Nothing = [];

    public Task<CartView> FindAsync(CartOwner owner, CancellationToken ct) => FindAsync(owner, Nothing, ct);

    /// <param name="held">What an open order of this very cart holds: for its owner that is still there.</param>
    /// <param name="email">What the buyer has typed so far; null without one.</param>
    public Task<CartView> FindAsync(CartOwner owner, IReadOnlyDictionary<Guid, int> held, CancellationToken ct, string? email = null) =>
        reader.FindAsync(owner, held, ct, email);

    public Task<int> CountAsync(CartOwner owner, CancellationToken ct) => reader.CountAsync(owner, ct);

    /// <summary>Puts more of a variant into the owner's cart. Who has no cart gets one, whose id the view tells.</summary>
    public Task<CartResult> AddAsync(CartOwner owner, Guid variantId, int quantity, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quantity, 1);
        return ChangeAsync(owner, variantId, before => before + (long)quantity, makesLine: true, ct);
    }

    /// <summary>Puts as many of each into the customer's cart as can be had, in one act.</summary>
    public Task<IReadOnlyDictionary<Guid, CartShare>> AddManyAsync(
        Guid userId, IReadOnlyDictionary<Guid, int> wanted, CancellationToken ct) => db.InTransactionAsync<IReadOnlyDictionary<Guid, CartShare>>(
        async () =>
        {
            var now = clock.GetUtcNow();
            var cartId = await db.LockOrMakeCustomerCartAsync(userId, now, ct);
            var before = await db.Set<CartLine>().Where(l => l.CartId == cartId).ToDictionaryAsync(l => l.VariantId, l => l.Quantity, ct);
            var variants = await products.FindVariantsAsync([.. wanted.Keys], ct);
            var sellable = await inventory.SellableAsync([.. wanted.Keys], ct);
            var shares = wanted.ToDictionary(
                w => w.Key,
                w => variants.GetValueOrDefault(w.Key) is { IsOrderable: true } variant
                    ? CartShare.Of(w.Value, before.GetValueOrDefault(w.Key), sellable.GetValueOrDefault(w.Key), variant.Most)
                    : new CartShare(0, CartWords.NoLongerOffered));
            await db.PutLinesAsync(
                cartId,
                shares.Where(s => s.Value.Units > 0).ToDictionary(s => s.Key, s => before.GetValueOrDefault(s.Key) + s.Value.Units),
                now,
                ct);
            await db.TouchCartAsync(cartId, now, ct);
            return shares;
        },
        ct);

    /// <summary>Says how many are wanted of a variant that is in the cart; 0 removes it.</summary>
    public Task<CartResult> SetQuantityAsync(CartOwner owner, Guid variantId, int quantity, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantity);
        return ChangeAsync(owner, variantId, _ => quantity, makesLine: false, ct);
    }

    public Task<CartResult> RemoveAsync(CartOwner owner, Guid variantId, CancellationToken ct) =>
        SetQuantityAsync(owner, variantId, 0, ct);

    /// <summary>Moves what a guest collected into the customer's own cart; nothing of either is lost.</summary>
    public Task<MergeResult> MergeAsync(Guid guestCartId, Guid userId, CancellationToken ct) => merge.MergeAsync(guestCartId, userId, ct);

    /// <summary>What was in the cart is bought, and its code used with it. Joins the transaction that says so.</summary>
    public Task EmptyAsync(Guid cartId, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        with code as (update carts set coupon_code = null where store_id = {db.StoreId} and id = {cartId} and coupon_code is not null)
        delete from cart_lines where store_id = {db.StoreId} and cart_id = {cartId}
        """,
        ct);

    private async Task<CartResult> ChangeAsync(
        CartOwner owner, Guid variantId, Func<int, long> wanted, bool makesLine, CancellationToken ct)
    {
        var (cartId, problem) = await db.InTransactionAsync(
            async () =>
            {
                var cart = await LockAsync(owner, makesLine, ct);
                var before = cart is null ? 0 : await FindQuantityAsync(cart.Value, variantId, ct);
                var quantity = before == 0 && !makesLine ? 0 : wanted(before);
                if (quantity > before && await ProblemAsync(variantId, quantity, before, ct) is { } wrong)
                {
                    return (cart, wrong);
                }
                return (await WriteAsync(cart, variantId, (int)quantity, ct), (string?)null);
            },
            ct);
        var view = await FindAsync(owner with { CartId = cartId }, ct);
        return problem is null ? new CartResult.Done(view) : new CartResult.Refused(view, variantId, problem);
    }

    private async Task<Guid?> WriteAsync(Guid? cartId, Guid variantId, int quantity, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (quantity == 0)
        {
            await db.Set<CartLine>().Where(l => l.CartId == cartId && l.VariantId == variantId).ExecuteDeleteAsync(ct);
            return cartId;
        }
        if (cartId is null)
        {
            var cart = new ShoppingCart(null, now);
            db.Add(cart);
            await db.SaveChangesAsync(ct);
            cartId = cart.Id;
        }
        await db.PutLinesAsync(cartId.Value, new Dictionary<Guid, int> { [variantId] = quantity }, now, ct);
        await db.TouchCartAsync(cartId.Value, now, ct);
        return cartId;
    }

    private async Task<string?> ProblemAsync(Guid variantId, long quantity, int before, CancellationToken ct)
    {
        var found = await products.FindVariantsAsync([variantId], ct);
        if (!found.TryGetValue(variantId, out var variant) || !variant.IsOrderable)
        {
            return CartWords.NoLongerOffered;
        }
        var sellable = (await inventory.SellableAsync([variantId], ct)).GetValueOrDefault(variantId);
        return quantity > Math.Min(sellable, variant.Most) ? CartWords.TooMany(sellable, variant.Most, before) : null;
    }

    private Task<int> FindQuantityAsync(Guid cartId, Guid variantId, CancellationToken ct) => db.Set<CartLine>()
        .Where(l => l.CartId == cartId && l.VariantId == variantId).Select(l => l.Quantity).SingleOrDefaultAsync(ct);

    private async Task<Guid?> LockAsync(CartOwner owner, bool makesLine, CancellationToken ct)
    {
        if (owner.UserId is not { } userId)
        {
            return owner.CartId is { } cartId ? await db.LockGuestCartAsync(cartId, ct) : null;
        }
        return makesLine
            ? await db.LockOrMakeCustomerCartAsync(userId, clock.GetUtcNow(), ct)
            : await db.LockCustomerCartAsync(userId, ct);
    }
}
