using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Promotions;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>How an order comes to be: all of it in one transaction, or nothing.</summary>
public sealed class OrderPlacement(
    ShopDb db,
    ProductService products,
    InventoryService inventory,
    CouponService coupons,
    WalletService wallets,
    BasketPricing pricing,
    CartService carts,
    StoreContext stores,
    IOptions<OrdersOptions> options,
    TimeProvider clock)
{

    public async Task<PlaceOrderResult> PlaceAsync(PlaceOrder wish, CancellationToken ct)
    {
        if (wish.Lines.Count == 0 || wish.Lines.Any(l => l.Quantity < 1))
        {
            return new PlaceOrderResult.NothingToOrder();
        }
        if (wish.Wallet.Minor < 0 || wish.Wallet > wish.Totals.Total)
        {
            throw new ArgumentException("A wallet pays between nothing and the total.", nameof(wish));
        }
        var place = Tidy(wish);
        return await db.InTransactionAsync(
            async () =>
            {
                await TakeTurnAsync(place, ct);
                return await FindEarlierAsync(place, ct) ?? await RefuseTooManyAsync(place, ct) ?? await PlaceNewAsync(place, ct);
            },
            ct);
    }

    // One line for each variant, since stock is promised by variant; the e-mail in the form it is found by.
    private static PlaceOrder Tidy(PlaceOrder wish) => wish with
    {
        Method = wish.Wallet == wish.Totals.Total ? PaymentMethod.Card : wish.Method, // nothing is left for the door
        Contact = wish.Contact with { Email = wish.Contact.Email.Trim().ToLowerInvariant() },
        Lines = [.. wish.Lines.GroupBy(l => l.VariantId).Select(same => new Wanted(same.Key, same.Sum(l => l.Quantity)))],
    };

    // Whoever places from the same cart, for the same person or to the same door waits here, so that what is then counted and
    // looked up stays true.
    private Task<int> TakeTurnAsync(PlaceOrder place, CancellationToken ct)
    {
        string[] same =
            [$"cart {place.CartId}", $"email {place.Contact.Email}", $"buyer {place.BuyerId}", $"address {place.Contact.AddressKey()}"];
        long[] turns = [.. same.Where(turn => turn != "buyer ").Select(turn => BitConverter.ToInt64(Hash($"{db.StoreId} {turn}"))).Order()];
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(turn) from unnest({turns}) as turn", ct);
    }

    private async Task<PlaceOrderResult?> FindEarlierAsync(PlaceOrder place, CancellationToken ct)
    {
        var now = clock.GetUtcNow(); // Whose time to pay has passed is as good as closing, also before the worker comes to it.
        var earlier = await db.Set<Order>()
            .Where(o => o.CartId == place.CartId
                && (o.FormKey == place.FormKey || (o.Status == OrderStatus.Pending && o.Method == PaymentMethod.Card)))
            .Select(o => new { o.Id, o.Number, o.FormKey, o.ContentHash, Closing = o.ClosingSince != null || o.HeldUntil <= now })
            .ToListAsync(ct);
        if (earlier.Find(o => o.FormKey == place.FormKey) is { } same)
        {
            return new PlaceOrderResult.Placed(same.Id, same.Number, Again: true);
        }
        return earlier.SingleOrDefault() switch
        {
            null => null,
            { Closing: false } open when open.ContentHash == ContentHash(place) =>
                new PlaceOrderResult.Placed(open.Id, open.Number, Again: true),
            var open => new PlaceOrderResult.OpenOrderDiffers(open.Id),
        };
    }

    private async Task<PlaceOrderResult?> RefuseTooManyAsync(PlaceOrder place, CancellationToken ct)
    {
        var limit = options.Value.OpenLimit;
        var address = place.Contact.AddressKey();
        var open = await db.Set<Order>().CountAsync(
            o => o.Status == OrderStatus.Pending
                && (o.Email == place.Contact.Email || o.AddressKey == address || (place.BuyerId != null && o.BuyerId == place.BuyerId)),
            ct);
        return open < limit ? null : new PlaceOrderResult.TooManyOpen(limit);
    }

    private async Task<PlaceOrderResult> PlaceNewAsync(PlaceOrder place, CancellationToken ct)
    {
        var variants = await products.FindVariantsAsync([.. place.Lines.Select(l => l.VariantId)], ct);
        var gone = place.Lines.Where(l => variants.GetValueOrDefault(l.VariantId) is not { IsOrderable: true }).ToList();
        if (gone.Count > 0)
        {
            return new PlaceOrderResult.OutOfStock(gone.ToDictionary(l => l.VariantId, _ => 0));
        }
        var tooMany = place.Lines.Where(l => l.Quantity > variants[l.VariantId].Most).ToList();
        if (tooMany.Count > 0)
        {
            return new PlaceOrderResult.OverLimit(tooMany.ToDictionary(l => l.VariantId, l => variants[l.VariantId].Most));
        }
        BasketItem[] items = [.. place.Lines.Select(l => new BasketItem(variants[l.VariantId], l.Quantity))];
        var orderId = Guid.CreateVersion7();
        if (place.CouponCode is null)
        {
            var (totals, _) = await pricing.PriceAsync(items, null, ct);
            if (!totals.HasSameFiguresAs(place.Totals))
            {
                return new PlaceOrderResult.TotalsChanged(totals);
            }
            place = place with { Totals = totals };
            if (place.Wallet.IsZero)
            {
                return await TakeAsync(orderId, place, items, variants, ct);
            }
        }
        return await db.AllOrNothingAsync(
            () => TakeAsync(orderId, place, items, variants, ct), result => result is PlaceOrderResult.Placed, ct);
    }

    // In the order in which the whole shop locks: the stock, the coupon, the wallet, the number last.
    private async Task<PlaceOrderResult> TakeAsync(
        Guid orderId, PlaceOrder place, BasketItem[] items, IReadOnlyDictionary<Guid, VariantView> variants, CancellationToken ct)
    {
        if (await inventory.ReserveAsync(orderId, place.Lines, ct) is ReserveResult.Short missing)
        {
            return new PlaceOrderResult.OutOfStock(missing.Sellable);
        }
        var customer = new CouponCustomer(place.BuyerId, place.Contact.Email, null);
        CouponCheck? check = null;
        if (place.CouponCode is { } code)
        {
            check = await coupons.LockAsync(code, [.. items.Select(i => i.ForCoupon())], customer, ct);
            var (totals, _) = await pricing.PriceAsync(items, check, ct);
            if (!check.Holds || !totals.HasSameFiguresAs(place.Totals))
            {
                return new PlaceOrderResult.TotalsChanged(totals) { CouponProblem = check.Problem };
            }
            place = place with { Totals = totals };
        }
        if (!place.Wallet.IsZero && await HoldAsync(orderId, place, ct) is { } spendable)
        {
            return new PlaceOrderResult.WalletChanged(spendable);
        }
        if (check is not null)
        {
            await UseAsync(check, customer, orderId, place, ct);
        }
        return await WriteAsync(orderId, place, variants, ct);
    }

    private async Task UseAsync(CouponCheck check, CouponCustomer customer, Guid orderId, PlaceOrder place, CancellationToken ct)
    {
        var cartId = place.Method == PaymentMethod.Card ? place.CartId : (Guid?)null;
        coupons.Use(check, new CouponUse(
            orderId, customer with { CartId = cartId }, place.Totals.Discount, place.Totals.Total, await coupons.IsNewAsync(customer, ct)));
    }

    /// <returns>What the wallet can pay, where it is not what it should; null when it is held.</returns>
    private async Task<Money?> HoldAsync(Guid orderId, PlaceOrder place, CancellationToken ct)
    {
        var zero = Money.Zero(place.Wallet.Currency);
        return place.BuyerId is not { } buyerId ? zero : await wallets.HoldAsync(orderId, buyerId, place.Wallet, ct) switch
        {
            WalletHoldResult.Held => null,
            WalletHoldResult.Short missing => missing.Balance,
            _ => zero,
        };
    }

    private async Task<PlaceOrderResult> WriteAsync(
        Guid orderId, PlaceOrder place, IReadOnlyDictionary<Guid, VariantView> variants, CancellationToken ct)
    {
        if (place.Method == PaymentMethod.CashOnDelivery)
        {
            await carts.EmptyAsync(place.CartId, ct);
        }
        var now = clock.GetUtcNow();
        var lines = place.Totals.Lines.Select((line, i) => OrderLine.Of(orderId, i, line, variants[line.VariantId]));
        var number = await OrderNumbers.NextAsync(db, stores.Current, now, ct);
        db.Add(Order.Place(place, number, orderId, ContentHash(place), lines, now));
        return new PlaceOrderResult.Placed(orderId, number, Again: false);
    }

    private static string ContentHash(PlaceOrder place) => Convert.ToHexStringLower(Hash(JsonSerializer.Serialize(new
    {
        Lines = place.Totals.Lines.OrderBy(l => l.VariantId),
        place.Totals.Discount,
        place.Totals.Delivery,
        place.Totals.Total,
        place.CouponCode,
        place.Wallet,
        place.Contact,
        place.Method,
    })));

    private static byte[] Hash(string text) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
}
