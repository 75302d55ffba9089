using System.Globalization;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Shipping;

/// <param name="Reason">In words for the buyer.</param>
/// <param name="FreeFrom">Goods after discount from which delivery costs nothing; null if it never does.</param>
/// <param name="MissingForFree">What is missing for that; null when delivery is free already or never is.</param>
public sealed record DeliveryQuote(Money Fee, string Reason, Money? FreeFrom, Money? MissingForFree)
{
    /// <summary>How far the goods have come towards free delivery.</summary>
    public int PercentOfFree => FreeFrom is { } from && MissingForFree is { } missing ? (int)(100 * (from - missing).Minor / from.Minor) : 100;
}

public sealed class ShippingService(StoreSettingsService settings, StoreContext stores)
{
    public async Task<DeliveryQuote> QuoteAsync(Money goodsAfterDiscount, CancellationToken ct)
    {
        var store = await settings.GetAsync(ct);
        if (store.FreeDeliveryFrom is not { } freeFrom)
        {
            return new DeliveryQuote(store.DeliveryFee, "Flat rate", null, null);
        }
        var from = freeFrom.Format(CultureInfo.GetCultureInfo(stores.Current.Culture));
        return goodsAfterDiscount >= freeFrom
            ? new DeliveryQuote(stores.Current.Zero, $"Free from {from}", freeFrom, null)
            : new DeliveryQuote(store.DeliveryFee, $"Flat rate; free from {from}", freeFrom, freeFrom - goodsAfterDiscount);
    }
}
