using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Stage;

/// <summary>A store of the test's own, for what would disturb the others'.</summary>
public static class Stores
{
    public static async Task<Store> AStore(this Shop shop)
    {
        var mark = Guid.NewGuid().ToString("N")[..12];
        var (id, host) = (Guid.CreateVersion7(), $"{mark}.localhost");
        await using var owner = DataModule.AsOwner(shop.Stage.ConnectionString(ShopRoles.Owner));
        owner.Add(new StoreRow
        {
            Id = id,
            Name = $"Store {mark}",
            Tagline = "For tests",
            CanonicalHost = host,
            Currency = "USD",
            TimeZone = "America/New_York",
            Culture = "en-US",
            ContactEmail = $"hello@{mark}.example",
            ContactPhone = "+1 212 555 0100",
            ContactAddress = "1 Test Street",
        });
        owner.Add(new StoreHost { Host = host, StoreId = id });
        await owner.SaveChangesAsync();
        await Wait.Until(
            async () => await shop.Stage.Services.GetRequiredService<IStoreDirectory>().FindAsync(id, default) is not null, "the store is known");
        return await shop.In(id, async services =>
        {
            var db = services.GetRequiredService<ShopDb>();
            db.Add(new StoreSettingsRow { DeliveryFeeMinor = 5_00, FreeDeliveryFromMinor = 50_00 });
            await db.SaveChangesAsync();
            return services.GetRequiredService<StoreContext>().Current;
        });
    }
}
