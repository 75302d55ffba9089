namespace RachelFoods.Web.Modules.Products;

public static class ProductsModule
{
    public static IServiceCollection AddProducts(this IServiceCollection services) => services.AddScoped<ProductService>();
}
