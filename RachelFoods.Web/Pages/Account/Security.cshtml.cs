using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

[Authorize]
public sealed class SecurityModel(AccountService accounts, SessionService sessions, EmailChanges emails) : PageModel
{
    public AccountView Account { get; private set; } = null!;

    public IReadOnlyList<SessionView> Sessions { get; private set; } = [];

    /// <summary>Null if no other address is asked for.</summary>
    public string? WaitingEmail { get; private set; }

    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Account = (await accounts.FindAsync(this.Me(), ct))!;
        Sessions = await sessions.ListAsync(this.Me(), ct);
        WaitingEmail = await emails.FindWaitingAsync(this.Me(), ct);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid sessionId, CancellationToken ct)
    {
        if (!await sessions.EndAsync(this.Me(), sessionId, ct))
        {
            return NotFound();
        }
        Notice = "You are logged out there.";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken ct)
    {
        await sessions.EndAllAsync(this.Me(), ct);
        Notice = "You are logged out everywhere.";
        return RedirectToPage("Login");
    }
}
