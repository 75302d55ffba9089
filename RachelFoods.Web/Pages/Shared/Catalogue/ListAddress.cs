using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Pages.Shared.Catalogue;

/// <summary>How a list is asked for in the address: the words for sorting, and the addresses of its pages.</summary>
public static class ListAddress
{
    private static readonly (string Word, string Text, CatalogueSort Sort)[] Sorts =
    [
        ("name", "Name", CatalogueSort.Name),
        ("popular", "Most popular", CatalogueSort.Popular),
        ("newest", "Newest", CatalogueSort.Newest),
        ("price-asc", "Price, lowest first", CatalogueSort.PriceUp),
        ("price-desc", "Price, highest first", CatalogueSort.PriceDown),
    ];

    /// <summary>An unknown word sorts by name, as no word does.</summary>
    public static CatalogueSort Sort(string? word) =>
        Sorts.Where(s => string.Equals(s.Word, word, StringComparison.Ordinal)).Select(s => s.Sort).FirstOrDefault(CatalogueSort.Name);

    public static IEnumerable<SelectListItem> Choices(CatalogueSort chosen) =>
        Sorts.Select(s => new SelectListItem(s.Text, s.Word, s.Sort == chosen));

    /// <summary>A number from 1; null for what cannot be a page.</summary>
    public static int? Page(string? text) =>
        text is null ? 1 : int.TryParse(text, System.Globalization.NumberStyles.None, null, out var page) && page > 0 ? page : null;

    public static string Of(string path, int page, CatalogueSort sort, string? query = null)
    {
        var parts = new QueryBuilder();
        if (query is not null)
        {
            parts.Add("q", query);
        }
        if (sort != CatalogueSort.Name)
        {
            parts.Add("sort", Array.Find(Sorts, s => s.Sort == sort).Word);
        }
        if (page > 1)
        {
            parts.Add("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        return path + parts;
    }
}

/// <summary>A list with its sorting and its pages.</summary>
/// <param name="Query">What was searched for; null in the catalogue.</param>
public sealed record ProductListPart(ProductListView List, CatalogueSort Sort, string Path, string? Query);
