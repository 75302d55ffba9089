using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

internal static class AccountPages
{
    /// <summary>What an act has come to, said once on the page that comes next.</summary>
    public const string NoticeKey = "AccountSaid";

    /// <summary>For pages that ask for a log-in.</summary>
    public static Guid Me(this PageModel page) =>
        page.User.BuyerId() ?? throw new InvalidOperationException("Nobody is logged in.");

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

    /// <summary>The page of a link that does not count any more, which says so.</summary>
    public static PageResult Gone(this PageModel page)
    {
        page.Response.StatusCode = StatusCodes.Status410Gone;
        return page.Page();
    }

    /// <summary>The page's address is a secret: no other page learns it.</summary>
    public static void KeepAddressSecret(this PageModel page) => page.Response.Headers["Referrer-Policy"] = "no-referrer";
}
