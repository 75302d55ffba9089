using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Orders;

internal static class OrderNumbers
{
    /// <summary>
    /// The store's next number of this year. It locks the counter until the transaction ends, so it is asked for last;
    /// if the transaction fails, the number was never given out.
    /// </summary>
    public static async Task<string> NextAsync(ShopDb db, Store store, DateTimeOffset now, CancellationToken ct)
    {
        var year = TimeZoneInfo.ConvertTime(now, store.Zone).Year;
        var last = await db.Database.SqlQuery<int>(
            $"""
            insert into order_counters as counter (store_id, year, last) values ({store.Id}, {year}, 1)
            on conflict (store_id, year) do update set last = counter.last + 1 returning last
            """).ToListAsync(ct);
        return Write(year, last[0]);
    }

    public static string Write(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"ORD-{year}-{number:D4}");
}
