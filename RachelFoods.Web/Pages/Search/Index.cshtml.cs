using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Pages.Shared.Catalogue;

namespace RachelFoods.Web.Pages.Search;

/// <summary>Not cached: nearly every question is another.</summary>
public sealed class IndexModel(CatalogueService catalogue, StoreContext stores) : PageModel
{
    public const int LongestQuery = 100;

    public Store Store => stores.Current;

    public string Query { get; private set; } = "";

    public ProductListView List { get; private set; } = new([], 0, 1, 1);

    public CatalogueSort Sort { get; private set; }

    public IReadOnlyList<CategoryView> Categories { get; private set; } = [];

    public PageMeta Meta => PageMeta.OfShop("/search", Store) with { Hidden = true };

    public async Task<IActionResult> OnGetAsync([FromQuery] string? q, [FromQuery] string? sort, [FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        var text = (q ?? "").Trim().Replace("\0", "", StringComparison.Ordinal);
        Query = text.Length > LongestQuery ? text[..LongestQuery] : text;
        if (ListAddress.Page(number) is not { } page)
        {
            return NotFound();
        }
        Sort = ListAddress.Sort(sort);
        if (Query.Length > 0)
        {
            List = await catalogue.SearchAsync(Query, Sort, page, ct);
        }
        Categories = List.Total == 0 ? await catalogue.CategoriesAsync(ct) : [];
        return page > List.Pages ? NotFound() : Page();
    }
}
