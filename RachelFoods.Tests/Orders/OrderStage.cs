using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Pricing;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Shipping;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Tests.Orders;

/// <summary>What tests about orders need: something to sell, a wish for it, and the order that comes of it.</summary>
internal static class OrderStage
{
    public static Task<Guid> AVariant(this Shop shop, int onHand = 10, long price = 12_99, Guid? store = null, bool perishable = false) =>
        shop.In(store ?? StoreSeed.RachelFoods, async services =>
        {
            var db = services.GetRequiredService<ShopDb>();
            var currency = services.GetRequiredService<StoreContext>().Current.Currency;
            var name = $"Sample {Guid.NewGuid():N}";
            var category = new Category(name, name.Replace(' ', '-').ToLowerInvariant(), "", 99);
            var product = new Product(category.Id, name, category.Slug, "For tests.", featured: false, perishable, AnOrder.Now);
            var variant = product.AddVariant("500g Pack", category.Slug, new Money(price, currency), 500);
            db.AddRange(category, product);
            await db.SaveChangesAsync();
            var stock = new StockItem(variant.Id);
            db.AddRange(stock, stock.Move(onHand, new StockAct(StockReason.Received, Actor.System, AnOrder.Now)));
            await db.SaveChangesAsync();
            return variant.Id;
        });

    /// <summary>What a buyer saw at review and sends: a cart, an address and an e-mail of its own each time.</summary>
    public static Task<PlaceOrder> Wish(
        this Shop shop, Guid variantId, int quantity = 1, PaymentMethod method = PaymentMethod.Card, Guid? store = null) =>
        shop.Wish([new Wanted(variantId, quantity)], method, store);

    public static Task<PlaceOrder> Wish(
        this Shop shop, IReadOnlyList<Wanted> wanted, PaymentMethod method = PaymentMethod.Card, Guid? store = null) =>
        shop.In(store ?? StoreSeed.RachelFoods, async services =>
        {
            var found = await services.GetRequiredService<ProductService>().FindVariantsAsync([.. wanted.Select(w => w.VariantId)], default);
            var settings = await services.GetRequiredService<StoreSettingsService>().GetAsync(default);
            var items = wanted.Select(w => new PricedItem(
                w.VariantId, found[w.VariantId].Name, found[w.VariantId].Price, Math.Max(w.Quantity, 1), settings.TaxRateBasisPoints)).ToList();
            var goods = items.Select(i => found[i.VariantId].Price * i.Quantity).Aggregate((sum, price) => sum + price);
            var quote = await services.GetRequiredService<ShippingService>().QuoteAsync(goods, default);
            var totals = TotalsCalculator.Compute(new PricingInput(
                goods.Currency,
                items,
                Money.Zero(goods.Currency),
                quote.Fee,
                quote.Reason,
                settings.TaxName,
                settings.PricesIncludeTax));
            return new PlaceOrder(
                Guid.NewGuid(),
                Guid.NewGuid(),
                null,
                AnOrder.Contact with { Email = $"{Guid.NewGuid():N}@example.com", Street = $"5 Willow Lane, flat {Guid.NewGuid():N}" },
                method,
                wanted,
                totals,
                TimeSpan.FromMinutes(30));
        });

    public static Task<PlaceOrderResult> Place(this Shop shop, PlaceOrder wish, Guid? store = null) => shop.In(
        store ?? StoreSeed.RachelFoods, services => services.GetRequiredService<OrderService>().PlaceAsync(wish, default));

    public static async Task<OrderView> AnOrderOf(
        this Shop shop, Guid variantId, int quantity = 1, PaymentMethod method = PaymentMethod.Card, Guid? buyerId = null, Guid? store = null)
    {
        var wish = await shop.Wish(variantId, quantity, method, store) with { BuyerId = buyerId };
        var placed = Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish, store));
        return await shop.Look(placed.OrderId, store);
    }

    public static async Task<OrderView> APaidOrderOf(this Shop shop, Guid variantId, int quantity = 1, Guid? buyerId = null)
    {
        var order = await shop.AnOrderOf(variantId, quantity, buyerId: buyerId);
        await shop.MarkPaid(order.Id);
        return await shop.Look(order.Id);
    }

    /// <summary>The money is here, with the payment and the posting that belong to it, as Payments does it when Stripe says so.</summary>
    public static Task<MarkPaidResult> MarkPaid(this Shop shop, Guid orderId) => shop.Run(services =>
    {
        var (db, orders) = (services.GetRequiredService<ShopDb>(), services.GetRequiredService<OrderService>());
        return db.InTransactionAsync(
            async () =>
            {
                var marked = await orders.MarkPaidAsync(orderId, default);
                if (marked == MarkPaidResult.Moved)
                {
                    var due = (await orders.FindForPaymentAsync(orderId, default))!.Due;
                    var payment = await db.Set<Payment>().SingleOrDefaultAsync(p => p.OrderId == orderId && p.State == PaymentState.Open)
                        ?? db.Add(new Payment(db.StoreId, orderId, PaymentKind.Intent, due, version: 1, AnOrder.Now)).Entity;
                    payment.Succeed($"ch_{payment.Id:N}", AnOrder.Now);
                    await services.GetRequiredService<LedgerService>().PostCardPaymentAsync(orderId, payment.Id, due, default);
                }
                return marked;
            },
            default);
    });

    public static async Task<OrderView> Look(this Shop shop, Guid orderId, Guid? store = null) =>
        (await shop.In(
            store ?? StoreSeed.RachelFoods, services => services.GetRequiredService<OrderService>().FindAsync(orderId, default)))!;

    public static Task<MoveOrderResult> Move(this Shop shop, OrderView seen, OrderStatus to, Actor? by = null, string? reason = null) =>
        shop.Run(services => services.GetRequiredService<OrderService>()
            .MoveAsync(seen.Number, to, seen.Version, by ?? AnOrder.Staff, reason, default));

    /// <returns>On the shelf, and promised of that.</returns>
    public static Task<(int OnHand, int Reserved)> Stock(this Shop shop, Guid variantId) => shop.Run(async services =>
    {
        var item = await services.GetRequiredService<ShopDb>().Set<StockItem>().AsNoTracking().SingleAsync(i => i.VariantId == variantId);
        return (item.OnHand, item.Reserved);
    });

    public static Task<List<OutboxMessage>> Messages<T>(this Shop shop) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Set<OutboxMessage>().AsNoTracking().Where(m => m.Type == typeof(T).Name).ToListAsync());
}
