using Microsoft.EntityFrameworkCore;
using Npgsql;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Commands;

/// <summary><c>migrate</c>: brings the schema up to date, as its owner, and what is kept beside the rows to be found by.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        if (app.Configuration.GetConnectionString("ShopOwner") is not { } owner)
        {
            await Console.Error.WriteLineAsync("ConnectionStrings__ShopOwner is not set; migrate needs the owner's.");
            return 2;
        }
        Console.WriteLine($"The schema is up to date ({await MigrateAsync(owner)} applied).");
        return 0;
    }

    /// <returns>How many migrations were applied.</returns>
    public static async Task<int> MigrateAsync(string ownerConnection)
    {
        await using var db = DataModule.AsOwner(ownerConnection);
        var pending = (await db.Database.GetPendingMigrationsAsync()).Count();
        await db.Database.MigrateAsync();
        foreach (var storeId in await db.Set<StoreRow>().Select(s => s.Id).ToListAsync())
        {
            await using var store = NpgsqlDataSource.Create($"{ownerConnection};Options=-c app.store_id={storeId}");
            await SearchWordsOfOld.FillAsync(store, storeId, DateTimeOffset.UnixEpoch, CancellationToken.None);
        }
        return pending;
    }
}
