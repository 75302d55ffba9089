using Htmx;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace RachelFoods.Web.Kernel;

/// <summary>One markup, three askers: the full page, htmx asking for a piece of it, and a browser without JavaScript.</summary>
public static class Fragments
{
    private const string RequestType = "HX-Request-Type";
    private static readonly string[] Deciding = ["HX-Request", RequestType, "HX-Boosted"];

    /// <summary>For reading, and for an answer with corrections (422): the partial for htmx, otherwise the whole page.</summary>
    /// <param name="seen">The page that asks shows this state already: 204 takes nothing from under anybody's hands.</param>
    public static IActionResult FragmentOrPage(this PageModel page, string partial, object? model, bool seen = false) =>
        !page.AsksForFragment() ? page.Page()
        : seen ? page.StatusCode(StatusCodes.Status204NoContent)
        : page.Partial(partial, model);

    /// <summary>After a success: the partial for htmx, otherwise back to this page, so that a reload repeats nothing.</summary>
    /// <param name="address">Of the page with what its query says, where that must be kept.</param>
    public static IActionResult FragmentOrRedirect(this PageModel page, string partial, object? model, string? address = null) =>
        page.AsksForFragment() ? page.Partial(partial, model)
        : address is null ? page.RedirectToPage()
        : page.LocalRedirect(address);

    private static bool AsksForFragment(this PageModel page)
    {
        page.Response.Headers.AppendList(HeaderNames.Vary, Deciding);
        // htmx says "full" when it will put the answer into the body, select from it, or restore history.
        return page.Request.IsHtmxNonBoosted()
            && string.Equals(page.Request.Headers[RequestType], "partial", StringComparison.Ordinal);
    }

    private static void AppendList(this IHeaderDictionary headers, string name, string[] values) =>
        headers.AppendCommaSeparatedValues(name, values);
}
