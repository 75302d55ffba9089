using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Pages.Shared.Catalogue;

namespace RachelFoods.Web.Pages;

[CataloguePage]
public sealed class IndexModel(CatalogueService catalogue, StoreContext stores, StoreUrls urls) : PageModel
{
    public Store Store => stores.Current;

    public IReadOnlyList<ProductSummary> Featured { get; private set; } = [];

    public IReadOnlyList<ProductSummary> Popular { get; private set; } = [];

    public IReadOnlyList<CategoryView> Categories { get; private set; } = [];

    public PageMeta Meta => PageMeta.OfShop("/", Store) with { Things = [ShopMarkup()] };

    public async Task OnGetAsync(CancellationToken ct)
    {
        HttpContext.TagPage(CatalogueTags.Lists(Store.Id));
        Featured = await catalogue.FeaturedAsync(8, ct);
        Popular = await catalogue.PopularAsync(6, ct);
        Categories = await catalogue.CategoriesAsync(ct);
    }

    private IDictionary<string, object> ShopMarkup()
    {
        var shop = JsonLd.Thing("WebSite");
        shop["name"] = Store.Name;
        shop["url"] = urls.Absolute("/");
        var search = JsonLd.Part("SearchAction");
        search["target"] = urls.Absolute("/search?q={search_term_string}");
        search["query-input"] = "required name=search_term_string";
        shop["potentialAction"] = search;
        return shop;
    }
}
