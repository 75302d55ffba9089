namespace RachelFoods.Web.Pages.Checkout;

public static class CheckoutPages
{
    public static IServiceCollection AddCheckoutPages(this IServiceCollection services) =>
        services.AddSingleton<SeenTotals>().AddScoped<Placing>();
}
