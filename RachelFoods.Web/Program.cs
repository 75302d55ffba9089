using RachelFoods.Web.Commands;
using RachelFoods.Web.Data;
using RachelFoods.Web.Data.Embedded;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Email;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Promotions;
using RachelFoods.Web.Modules.Reconciliation;
using RachelFoods.Web.Modules.Refill;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Shipping;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Modules.Users;
using RachelFoods.Web.Modules.Wallet;
using RachelFoods.Web.Pages;
using RachelFoods.Web.Pages.Cart;
using RachelFoods.Web.Pages.Checkout;
using RachelFoods.Web.Pages.Shared.Catalogue;
using RachelFoods.Web.Pages.Shared.Live;
using RachelFoods.Web.Safety;

if (args is ["health", .. var address])
{
    return await HealthCommand.RunAsync(address); // Who asks the shop that serves needs none of its own.
}

var builder = WebApplication.CreateBuilder(args);
builder.Host.UseDefaultServiceProvider(o => o.ValidateOnBuild = o.ValidateScopes = true);
builder.UseShopWebRoot();
builder.Logging.AddShopLog();
builder.AddErrorReports();
builder.UseStripeSandboxByDefault();
await builder.UseEmbeddedPostgresAsync();

builder.Services.AddShopDb().AddShopDataProtection(builder.Configuration).AddOutbox().AddSignals().AddRateLimits();
builder.Services.AddStores().AddAuth().AddUsers().AddProducts().AddInventory().AddPromotions().AddShipping().AddWallet().AddCart().AddOrders()
                .AddPayments().AddRefunds().AddRefill().AddReconciliation().AddEmail();
builder.Services.AddShopSafety();
builder.Services.AddShopPages().AddCatalogueCache().AddLive().AddCartPages().AddCheckoutPages();

var app = builder.Build();
return await app.RunVerbAsync(args, () =>
{
    app.UseRequestLog();
    app.UseKeptPages();
    app.UseShopSafety();
    app.UseHealth();
    app.UseStores();
    app.UseRouting(); // Static files are answered here, before anybody is asked who they are.
    app.UseRequestLimits();
    app.UseCatalogueCache();
    app.UseTimeLimits();
    app.UseAuth();
    app.MapStaticAssets().ShortCircuit();
    app.MapSiteMap();
    app.MapPayments();
    app.MapEmail();
    app.MapLive();
    app.MapRazorPages().WithStaticAssets();
});
