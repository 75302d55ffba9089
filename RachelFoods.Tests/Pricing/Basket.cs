using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Pricing;

namespace RachelFoods.Tests.Pricing;

internal static class Basket
{
    public static PricingInput Of(string currency, int rate, bool included, params (long Price, int Quantity)[] lines) => new(
        currency,
        [.. lines.Select(l => new PricedItem(Guid.NewGuid(), "Food", new Money(l.Price, currency), l.Quantity, rate))],
        Money.Zero(currency),
        Money.Zero(currency),
        "Free",
        "VAT",
        included);
}
