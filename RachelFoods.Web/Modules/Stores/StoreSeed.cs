using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Stores;

/// <summary>The two sample stores: one in dollars, one in naira, so that nothing is right for one currency or zone only.</summary>
public static class StoreSeed
{
    public static readonly Guid RachelFoods = new("0190b000-0000-7000-8000-000000000001");

    public static readonly Guid SecondStore = new("0190b000-0000-7000-8000-000000000002");

    public static async Task AddStoresAsync(ShopDb db, CancellationToken ct)
    {
        // Together, so that no running shop ever knows but one of them.
        await using var both = await db.Database.BeginTransactionAsync(ct);
        await AddAsync(db, ["localhost", "127.0.0.1"], ct, new StoreRow
        {
            Id = RachelFoods,
            Name = "RachelFoods",
            Tagline = "Nigerian food, ready for your kitchen",
            CanonicalHost = "localhost",
            Currency = "USD",
            TimeZone = "America/New_York",
            Culture = "en-US",
            ContactEmail = "hello@rachelfoods.example",
            ContactPhone = "+1 212 555 0134",
            ContactAddress = "12 Market Street, Brooklyn, NY 11201",
        });
        await AddAsync(db, ["second.localhost"], ct, new StoreRow
        {
            Id = SecondStore,
            Name = "Mama Ebi’s Corner",
            Tagline = "Drinks and snacks from Lagos",
            CanonicalHost = "second.localhost",
            Currency = "NGN",
            TimeZone = "Africa/Lagos",
            Culture = "en-NG",
            ContactEmail = "hello@mama-ebi.example",
            ContactPhone = "+234 1 555 0188",
            ContactAddress = "4 Palm Close, Yaba, Lagos",
        });
        await both.CommitAsync(ct);
    }

    private static async Task AddAsync(ShopDb db, string[] hosts, CancellationToken ct, StoreRow store)
    {
        if (await db.Set<StoreRow>().AnyAsync(s => s.Id == store.Id, ct))
        {
            return;
        }
        db.Add(store);
        db.AddRange(hosts.Select(host => new StoreHost { Host = host, StoreId = store.Id }));
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>The sample stores' settings.</summary>
internal sealed class StoreSettingsSeed(ShopDb db, StoreContext stores) : ISeed
{
    public async Task SeedAsync(CancellationToken ct)
    {
        if (await db.Set<StoreSettingsRow>().AnyAsync(ct))
        {
            return;
        }
        db.Add(stores.Current.Id == StoreSeed.SecondStore ? Second : First);
        await db.SaveChangesAsync(ct);
    }

    private static StoreSettingsRow First => new()
    {
        Country = "US",
        Currency = "USD",
        DeliveryFeeMinor = 5_00,
        FreeDeliveryFromMinor = 50_00,
    };

    private static StoreSettingsRow Second => new()
    {
        Country = "NG",
        Currency = "NGN",
        DeliveryFeeMinor = 1_500_00,
        FreeDeliveryFromMinor = 20_000_00,
        TaxName = "VAT",
        TaxRateBasisPoints = 750,
        PricesIncludeTax = true,
    };
}
