namespace RachelFoods.Web.Modules.Shipping;

public static class ShippingModule
{
    public static IServiceCollection AddShipping(this IServiceCollection services) => services.AddScoped<ShippingService>();
}
