using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Orders;

public sealed class A_products_tax_class(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData(true, 2_33, 1_09, 0)]
    [InlineData(false, 2_50, 1_12, 0)]
    public async Task decides_its_rate_which_stays_with_the_line(bool included, long standard, long reduced, long zero)
    {
        var store = (await shop.AStore()).Id;
        await shop.In(store, s => s.GetRequiredService<ShopDb>().Set<StoreSettingsRow>().ExecuteUpdateAsync(set => set
            .SetProperty(r => r.TaxName, "VAT").SetProperty(r => r.TaxRateBasisPoints, 7_50).SetProperty(r => r.ReducedTaxRateBasisPoints, 3_37)
            .SetProperty(r => r.PricesIncludeTax, included)));
        var foods = new List<Guid>();
        foreach (var taxClass in Enum.GetValues<TaxClass>())
        {
            foods.Add(await AFood(store, taxClass));
        }

        var order = await PlaceAsync(store, foods);

        Assert.Equal([standard, reduced, zero], order.Lines.Select(l => l.Tax.Minor));
        Assert.Equal([7_50, 3_37, 0], order.Explanation.TaxByRate.Select(r => r.TaxRateBasisPoints));
        Assert.Equal([7_50, 3_37, 0], await shop.In(store, s => s.GetRequiredService<ShopDb>().Set<OrderLine>()
            .Where(l => l.OrderId == order.Id).OrderBy(l => l.Position).Select(l => l.TaxRateBasisPoints).ToListAsync()));
    }

    private async Task<Guid> AFood(Guid store, TaxClass taxClass)
    {
        var variant = await shop.AVariant(price: 33_33, store: store);
        await shop.In(store, async services =>
        {
            var products = services.GetRequiredService<ProductService>();
            await products.SetTaxClassAsync((await products.FindVariantsAsync([variant], default))[variant].ProductId, taxClass, default);
            return true;
        });
        return variant;
    }

    private async Task<OrderView> PlaceAsync(Guid store, List<Guid> foods)
    {
        var wish = await shop.Wish([.. foods.Select(food => new Wanted(food, 1))], store: store);
        var seen = await shop.In(store, async services =>
        {
            var variants = await services.GetRequiredService<ProductService>().FindVariantsAsync(foods, default);
            return await services.GetRequiredService<BasketPricing>().PriceAsync([.. foods.Select(food => new BasketItem(variants[food], 1))], null, default);
        });
        var placed = Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish with { Totals = seen.Totals }, store));
        return await shop.Look(placed.OrderId, store);
    }
}
