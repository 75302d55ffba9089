using System.Globalization;
using System.Text;
using System.Xml;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Pages.Shared.Catalogue;

/// <summary>What search engines may visit.</summary>
public static class SiteMap
{
    // The protocol allows 50,000 addresses in one file.
    private const int MostProducts = 49_000;

    public static void MapSiteMap(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sitemap.xml", AnswerAsync).WithMetadata(new CataloguePageAttribute());
        app.MapGet("/robots.txt", (StoreUrls urls) => Results.Text(
            $"""
            User-agent: *
            Disallow: /account
            Disallow: /admin
            Disallow: /cart
            Disallow: /checkout
            Disallow: /orders
            Disallow: /search

            Sitemap: {urls.Absolute("/sitemap.xml")}

            """));
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http, CatalogueService catalogue, StoreContext stores, StoreUrls urls, CancellationToken ct)
    {
        http.TagPage(CatalogueTags.Lists(stores.Current.Id));
        var entries = await catalogue.ListForSitemapAsync(MostProducts, ct);
        var newest = entries.Select(e => e.ChangedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var writer = XmlWriter.Create(xml, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            writer.WriteStartElement("urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
            foreach (var entry in entries.Prepend(new SitemapEntry("/catalog", newest)).Prepend(new SitemapEntry("/", newest)))
            {
                writer.WriteStartElement("url");
                writer.WriteElementString("loc", urls.Absolute(entry.Path));
                writer.WriteElementString("lastmod", entry.ChangedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                writer.WriteEndElement();
            }
            writer.WriteEndElement();
        }
        return Results.Text(xml.ToString(), "application/xml", Encoding.UTF8);
    }
}
