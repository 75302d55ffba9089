using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

[Authorize]
public sealed class IndexModel(AccountService accounts) : PageModel
{
    public AccountView Account { get; private set; } = null!;

    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => Account = (await accounts.FindAsync(this.Me(), ct))!;
}
