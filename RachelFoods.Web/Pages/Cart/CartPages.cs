using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Pages.Cart;

public static class CartPages
{
    public static IServiceCollection AddCartPages(this IServiceCollection services) =>
        services.AddScoped<CartIdentity>().AddScoped<CartDesk>().AddScoped<ISignInHook, GuestCartJoins>();
}
