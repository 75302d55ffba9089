using RachelFoods.Web.Commands;
using RachelFoods.Web.Data;
using RachelFoods.Web.Data.Embedded;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Pages;

var builder = WebApplication.CreateBuilder(args);
builder.Host.UseDefaultServiceProvider(o => o.ValidateOnBuild = o.ValidateScopes = true);
builder.UseShopWebRoot();
await builder.UseEmbeddedPostgresAsync();

builder.Services.AddShopDb().AddShopDataProtection().AddOutbox();
builder.Services.AddStores();
builder.Services.AddShopPages();

var app = builder.Build();
return await app.RunVerbAsync(args, () =>
{
    app.UseStores();
    app.MapStaticAssets();
    app.MapRazorPages().WithStaticAssets();
});
