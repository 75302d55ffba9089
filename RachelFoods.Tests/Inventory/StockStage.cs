using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Inventory;

namespace RachelFoods.Tests.Inventory;

/// <summary>Acts on stock, and what they leave.</summary>
internal static class StockStage
{
    public static Task<ChangeStockResult> Count(this Shop shop, CountStock count) => shop.Run(s => Inventory(s).CountAsync(count, default));

    public static Task<ChangeStockResult> Adjust(this Shop shop, AdjustStock adjust) => shop.Run(s => Inventory(s).AdjustAsync(adjust, default));

    public static Task<ReturnStockResult> Return(this Shop shop, Guid orderId, string key, params Wanted[] lines) =>
        shop.Run(s => Inventory(s).ReturnAsync(new ReturnStock(orderId, lines, key, AnOrder.Staff), default));

    public static Task<List<StockMovement>> Movements(this Shop shop, Guid variantId) => shop.Run(s => s.GetRequiredService<ShopDb>()
        .Set<StockMovement>().AsNoTracking().Where(m => m.VariantId == variantId).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync());

    private static InventoryService Inventory(IServiceProvider services) => services.GetRequiredService<InventoryService>();
}
