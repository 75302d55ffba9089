using System.Text.Json;
using Microsoft.AspNetCore.Html;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Pages.Shared.Catalogue;

/// <summary>What search engines and those who share a link read.</summary>
/// <param name="Path">Of the one address under which the page should be known; begins with a slash.</param>
/// <param name="Picture">Path of a picture in PNG; begins with a slash.</param>
public sealed record PageMeta(string Path, string Picture, string PictureText)
{
    public static PageMeta OfShop(string path, Store store) => new(path, "/images/og-home.png", $"Food from {store.Name}");

    /// <summary>Open Graph's word.</summary>
    public string Type { get; init; } = "website";

    /// <summary>For lists that nobody should find in a search engine.</summary>
    public bool Hidden { get; init; }

    /// <summary>Things in the words of schema.org.</summary>
    public IReadOnlyList<object> Things { get; init; } = [];
}

/// <summary>schema.org's vocabulary for the catalogue, as data blocks.</summary>
public static class JsonLd
{
    private const string Context = "https://schema.org";

    /// <summary>The serializer escapes what could end the block.</summary>
    public static IHtmlContent Block(object thing) =>
        new HtmlString($"<script type=\"application/ld+json\">{JsonSerializer.Serialize(thing)}</script>");

    public static object Breadcrumbs(IReadOnlyList<Crumb> crumbs, string here, StoreUrls urls) => new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["@context"] = Context,
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = crumbs.Select((crumb, place) => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["@type"] = "ListItem",
            ["position"] = place + 1,
            ["name"] = crumb.Text,
            ["item"] = urls.Absolute(crumb.Url ?? here),
        }),
    };

    public static IDictionary<string, object> Thing(string type) => new Dictionary<string, object>(StringComparer.Ordinal) { ["@context"] = Context, ["@type"] = type };

    public static IDictionary<string, object> Part(string type) => new Dictionary<string, object>(StringComparer.Ordinal) { ["@type"] = type };
}
