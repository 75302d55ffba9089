namespace RachelFoods.Web.Modules.Cart;

public static class CartModule
{
    public static IServiceCollection AddCart(this IServiceCollection services) =>
        services.AddScoped<CartService>().AddScoped<CartReader>().AddScoped<CartMerge>().AddScoped<CartCoupons>().AddScoped<BasketPricing>();
}
