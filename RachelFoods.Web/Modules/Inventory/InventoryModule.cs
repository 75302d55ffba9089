namespace RachelFoods.Web.Modules.Inventory;

public static class InventoryModule
{
    public static IServiceCollection AddInventory(this IServiceCollection services) => services.AddScoped<InventoryService>();
}
