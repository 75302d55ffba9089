using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Pages.Shared.Catalogue;

namespace RachelFoods.Web.Pages.Products;

/// <summary>A product in the words of schema.org.</summary>
internal static class ProductMarkup
{
    public static object Of(ProductPageView product, Func<OfferedVariant, int> sellable, Store store, StoreUrls urls)
    {
        var thing = JsonLd.Thing("Product");
        thing["name"] = product.Name;
        thing["description"] = product.Description;
        thing["url"] = urls.Absolute($"/products/{product.Slug}");
        thing["image"] = urls.Absolute($"/images/products/{product.Picture}.png");
        thing["category"] = product.CategoryName;
        thing["sku"] = product.Variants[0].Sku;
        thing["offers"] = product.Variants.Select(v => Offer(product, v, sellable(v) > 0, store, urls));
        return thing;
    }

    private static object Offer(ProductPageView product, OfferedVariant variant, bool inStock, Store store, StoreUrls urls)
    {
        var (seller, weight) = (JsonLd.Part("Organization"), JsonLd.Part("QuantitativeValue"));
        seller["name"] = store.Name;
        (weight["value"], weight["unitCode"]) = (variant.WeightGrams, "GRM");
        var offer = JsonLd.Part("Offer");
        offer["name"] = variant.Name;
        offer["sku"] = variant.Sku;
        offer["url"] = urls.Absolute($"/products/{product.Slug}");
        offer["price"] = variant.Price.ToPlainDecimal();
        offer["priceCurrency"] = variant.Price.Currency;
        offer["availability"] = inStock ? "https://schema.org/InStock" : "https://schema.org/OutOfStock";
        offer["itemCondition"] = "https://schema.org/NewCondition";
        offer["eligibleQuantity"] = weight;
        offer["seller"] = seller;
        return offer;
    }
}
