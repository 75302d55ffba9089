using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;
using RachelFoods.Web.Pages.Admin.Coupons;
using RachelFoods.Web.Pages.Admin.Orders;
using RachelFoods.Web.Pages.Admin.Stock;

namespace RachelFoods.Web.Pages;

public static class PagesModule
{
    public static IServiceCollection AddShopPages(this IServiceCollection services)
    {
        services.AddRazorPages().AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false);
        // Names with accents stay readable in the page's source instead of becoming numbers; what could harm is still encoded.
        services.AddScoped<StaffOrderDesk>().AddScoped<StockDesk>().AddScoped<CouponDesk>();
        return services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
    }

    /// <summary>Finds the web root from a build folder in every environment; a published shop has it beside itself.</summary>
    public static WebApplicationBuilder UseShopWebRoot(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        // Otherwise a shop run from a build sends scripts and styles uncompressed, under the name of gzip.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        return builder;
    }
}
