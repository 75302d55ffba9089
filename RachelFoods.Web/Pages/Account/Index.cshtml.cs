using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

[Authorize]
public sealed class IndexModel(AccountService accounts) : PageModel
{
    public AccountView Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (User.BuyerId() is not { } userId || await accounts.FindAsync(userId, ct) is not { } account)
        {
            return Challenge();
        }
        Account = account;
        return Page();
    }
}
