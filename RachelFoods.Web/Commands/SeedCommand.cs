using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Commands;

/// <summary><c>seed</c>: the two stores of development and tests. Run again it changes nothing.</summary>
internal static class SeedCommand
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        if (app.Configuration.GetConnectionString("ShopOwner") is not { } owner)
        {
            await Console.Error.WriteLineAsync("ConnectionStrings__ShopOwner is not set; seed adds stores as the owner.");
            return 2;
        }
        await SeedAsync(app.Services, owner);
        Console.WriteLine("The stores are seeded.");
        return 0;
    }

    public static async Task SeedAsync(IServiceProvider services, string ownerConnection)
    {
        await using (var db = DataModule.AsOwner(ownerConnection))
        {
            await StoreSeed.AddStoresAsync(db, CancellationToken.None);
        }
        foreach (var store in await services.GetRequiredService<IStoreDirectory>().ListAsync(CancellationToken.None))
        {
            using var entered = services.GetRequiredService<StoreContext>().Enter(store);
            await using var scope = services.CreateAsyncScope();
            foreach (var seed in scope.ServiceProvider.GetServices<ISeed>())
            {
                await seed.SeedAsync(CancellationToken.None);
            }
        }
    }
}
