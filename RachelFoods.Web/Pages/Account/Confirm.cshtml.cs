using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

/// <summary>Where the link of the first mail leads. Looking at it confirms nothing, for programs that check mails look at links too.</summary>
public sealed class ConfirmModel(AddressConfirmation confirmation, SessionService sessions) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public string? Email { get; private set; }

    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.KeepAddressSecret();
        Email = await confirmation.FindAsync(Token, ct);
        return Email is null ? this.Gone() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await confirmation.ConfirmAsync(Token, ct) is not { } userId)
        {
            return this.Gone();
        }
        await sessions.StartAsync(userId, ct);
        Notice = "Your e-mail address is confirmed, and you are logged in.";
        return LocalRedirect("/account");
    }
}
