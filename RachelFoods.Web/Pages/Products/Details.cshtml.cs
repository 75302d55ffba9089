using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Pages.Shared;
using RachelFoods.Web.Pages.Shared.Catalogue;

namespace RachelFoods.Web.Pages.Products;

[CataloguePage]
public sealed class DetailsModel(RoundTrip database, StoreContext stores, StoreUrls urls) : PageModel
{
    public Store Store => stores.Current;

    public ProductPageView Product { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, int> Stock { get; private set; } = new Dictionary<Guid, int>();

    public IReadOnlyList<ProductSummary> Related { get; private set; } = [];

    /// <summary>What is chosen before the shopper chooses: the default, or else the first that is there.</summary>
    public OfferedVariant Chosen => Product.Variants.OrderBy(v => Sellable(v) == 0).ThenBy(v => !v.IsDefault).First();

    public bool SoldOut => Product.Variants.All(v => Sellable(v) == 0);

    public IReadOnlyList<Crumb> Crumbs =>
        [new("Home", "/"), new(Product.CategoryName, $"/catalog/{Product.CategorySlug}"), new(Product.Name)];

    public PageMeta Meta => new($"/products/{Product.Slug}", $"/images/products/{Product.Picture}.png", Product.Name)
    {
        Type = "product",
        Things = [ProductMarkup.Of(Product, Sellable, Store, urls), JsonLd.Breadcrumbs(Crumbs, $"/products/{Product.Slug}", urls)],
    };

    public int Sellable(OfferedVariant variant) => Math.Max(0, Stock.GetValueOrDefault(variant.Id));

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        var (found, stock, related) = await database.AskAsync(
            ProductQuestions.PageOf(slug), InventoryService.SellableOf(slug), ProductQuestions.RelatedTo(slug, 4), ct);
        if (found is not { } product)
        {
            // Seldom asked for, and with it comes all that EF needs for a request.
            var catalogue = HttpContext.RequestServices.GetRequiredService<CatalogueService>();
            return await catalogue.FindPresentSlugAsync(slug, ct) is { } present ? RedirectPermanent($"/products/{present}") : NotFound();
        }
        (Product, Stock, Related) = (product, stock, related);
        HttpContext.TagPage(CatalogueTags.Product(product.Id), CatalogueTags.Category(product.CategoryId));
        return Page();
    }
}
