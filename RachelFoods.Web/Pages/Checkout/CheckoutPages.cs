using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RachelFoods.Web.Pages.Checkout;

public static class CheckoutPages
{
    public static IServiceCollection AddCheckoutPages(this IServiceCollection services) =>
        services.AddSingleton<SeenTotals>().AddScoped<Placing>().AddScoped<CheckoutCoupon>().AddScoped<KnownBuyer>().AddScoped<WalletAtCheckout>();

    /// <summary>The browser goes on there by a GET, also to another host.</summary>
    internal static StatusCodeResult SeeOther(this PageModel page, string address)
    {
        page.Response.Headers.Location = address;
        return page.StatusCode(StatusCodes.Status303SeeOther);
    }
}
