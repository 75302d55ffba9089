using System.Globalization;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Pages.Shared.Catalogue;

/// <summary>How products are put before people.</summary>
public static class CatalogueWords
{
    public static string ProductPicture(string picture) => $"~/images/products/{picture}.svg";

    public static string CategoryPicture(string picture) => $"~/images/categories/{picture}.svg";

    public static string Words(this UnitPrice price, Store store) =>
        $"{price.Price.Format(CultureInfo.GetCultureInfo(store.Culture))} per {price.Unit}";

    public static string Weight(int grams) =>
        grams >= 1000 && grams % 100 == 0 ? $"{grams / 1000m:0.#} kg" : $"{grams} g";

    /// <summary>The text, or as many whole words of it as fit.</summary>
    public static string Short(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }
        var space = text.LastIndexOf(' ', most - 1);
        return string.Concat(text.AsSpan(0, space > 0 ? space : most - 1).TrimEnd(".,;: "), "…");
    }

    /// <param name="seenAtOnce">How many are on the first screen; their pictures are not put off.</param>
    public static IEnumerable<ProductCardView> Cards(this IEnumerable<ProductSummary> products, Store store, int seenAtOnce = 0) =>
        products.Select((product, place) => Card(product, store) with { IsFirst = place < seenAtOnce });

    public static ProductCardView Card(ProductSummary product, Store store)
    {
        var cheapest = product.Variants.MinBy(v => v.Price)!;
        var choice = product.Variants.Count > 1;
        return new ProductCardView(
            product.Slug,
            product.Name,
            choice ? $"{product.Variants.Count} sizes" : $"{cheapest.Name}, {Weight(cheapest.WeightGrams)}",
            ProductPicture(product.Picture),
            cheapest.Price,
            choice ? null : UnitPrice.Of(cheapest, product.Variants).Words(store))
        {
            IsFrom = product.Variants.Any(v => v.Price > cheapest.Price),
            SoldOut = product.Availability == Availability.SoldOut,
            Badge = product.Availability == Availability.Low ? "Few left" : product.Perishable ? "Keep cold" : null,
            AddVariantId = choice ? null : cheapest.Id,
        };
    }
}
