using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Pages.Shared;
using RachelFoods.Web.Pages.Shared.Catalogue;

namespace RachelFoods.Web.Pages.Catalog;

[CataloguePage("sort", "page")]
public sealed class IndexModel(CatalogueService catalogue, StoreContext stores, StoreUrls urls) : PageModel
{
    public Store Store => stores.Current;

    public IReadOnlyList<CategoryView> Categories { get; private set; } = [];

    /// <summary>Null on the page of all products.</summary>
    public CategoryView? Category { get; private set; }

    public ProductListView List { get; private set; } = new([], 0, 1, 1);

    public CatalogueSort Sort { get; private set; }

    public string Path => Category is null ? "/catalog" : $"/catalog/{Category.Slug}";

    public string Heading => Category?.Name ?? "All products";

    public IReadOnlyList<Crumb> Crumbs => Category is null
        ? [new("Home", "/"), new("All products")]
        : [new("Home", "/"), new("All products", "/catalog"), new(Category.Name)];

    // A sorted list is the same list; a further page is a page of its own.
    public PageMeta Meta => PageMeta.OfShop(ListAddress.Of(Path, Sort == CatalogueSort.Name ? List.Page : 1, CatalogueSort.Name), Store) with
    {
        Things = [JsonLd.Breadcrumbs(Crumbs, Path, urls)],
    };

    public async Task<IActionResult> OnGetAsync(string? category, [FromQuery] string? sort, [FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        Categories = await catalogue.CategoriesAsync(ct);
        Category = Categories.FirstOrDefault(c => string.Equals(c.Slug, category, StringComparison.Ordinal));
        if ((category is not null && Category is null) || ListAddress.Page(number) is not { } page)
        {
            return NotFound();
        }
        Sort = ListAddress.Sort(sort);
        List = await catalogue.ListAsync(Category?.Id, Sort, page, ct);
        HttpContext.TagPage(Category is null ? CatalogueTags.Lists(Store.Id) : CatalogueTags.Category(Category.Id));
        return page > List.Pages ? NotFound() : Page();
    }
}
