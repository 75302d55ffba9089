namespace RachelFoods.Web.Modules.Refill;

public static class RefillModule
{
    public static IServiceCollection AddRefill(this IServiceCollection services) => services.AddScoped<BuyAgainService>();
}
