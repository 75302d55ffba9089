using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Account;

internal static partial class AccountPages
{
    /// <summary>What an act has come to, said once on the page that comes next.</summary>
    public const string NoticeKey = "AccountSaid";

    private const string MustWaitKey = "MustWait";

    /// <summary>For pages that ask for a log-in.</summary>
    public static Guid Me(this PageModel page) =>
        page.User.BuyerId() ?? throw new InvalidOperationException("Nobody is logged in.");

    /// <summary>To where one came from, inside the shop only.</summary>
    public static LocalRedirectResult BackTo(this PageModel page, string? address) => page.LocalRedirect(
        page.Url.IsLocalUrl(address) ? NotAscii().Replace(address, letters => Uri.EscapeDataString(letters.Value)) : "/account");

    /// <summary>The form once more, with what is wrong beside its field.</summary>
    public static PageResult Again(this PageModel page, string? field = null, string? why = null)
    {
        if (field is not null)
        {
            page.ModelState.AddModelError(field, why!);
        }
        page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page.Page();
    }

    /// <summary>Takes a try of each, and one of the client's address.</summary>
    /// <returns>Null where the request may go on; otherwise the page, which answers 429 and says why.</returns>
    public static async Task<PageResult?> WaitAsync(this PageModel page, RateLimits limits, Limited byAddress, CancellationToken ct, params (Limited, string)[] tries) =>
        await limits.MustWaitAsync(page.HttpContext, [(byAddress, page.HttpContext.ClientKey()), .. tries], ct) is { } words ? page.Wait(words) : null;

    /// <summary>The same where a service has taken the try.</summary>
    public static PageResult MustWait(this PageModel page, TimeSpan wait) => page.Wait(page.Response.MustWait(wait));

    /// <summary>The page of a link that does not count any more, which says so.</summary>
    public static PageResult Gone(this PageModel page)
    {
        page.Response.StatusCode = StatusCodes.Status410Gone;
        return page.Page();
    }

    /// <summary>The page's address is a secret: no other page learns it.</summary>
    public static void KeepAddressSecret(this PageModel page) => page.Response.Headers["Referrer-Policy"] = "no-referrer";

    private static PageResult Wait(this PageModel page, string words)
    {
        page.ViewData[MustWaitKey] = words;
        return page.Page();
    }

    // A header takes no other letters.
    [GeneratedRegex(@"[^\u0000-\u007f]+", RegexOptions.None, 1000)]
    private static partial Regex NotAscii();
}
