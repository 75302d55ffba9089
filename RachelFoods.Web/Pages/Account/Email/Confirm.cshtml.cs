using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account.Email;

/// <summary>Where the mail to a new address leads.</summary>
public sealed class ConfirmModel(EmailChanges emails, SessionService sessions) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public string? Email { get; private set; }

    public bool Taken { get; private set; }

    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.KeepAddressSecret();
        Email = await emails.FindNewAsync(Token, ct);
        return Email is null ? this.Gone() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (outcome, userId, _) = await emails.ConfirmAsync(Token, ct);
        if (outcome != EmailChangeOutcome.Done)
        {
            Taken = outcome == EmailChangeOutcome.Taken;
            return this.Gone();
        }
        Notice = "Your new e-mail address counts from now on.";
        if (User.BuyerId() != userId)
        {
            return RedirectToPage("/Account/Login");
        }
        await sessions.StartAsync(userId, ct);
        return RedirectToPage("/Account/Security");
    }
}
