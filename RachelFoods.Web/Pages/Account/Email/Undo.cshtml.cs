using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account.Email;

/// <summary>Where the mail to a former address leads, for whom it was not that changed it.</summary>
public sealed class UndoModel(EmailChanges emails) : PageModel
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
        Email = await emails.FindFormerAsync(Token, ct);
        return Email is null ? this.Gone() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (outcome, _, resetToken) = await emails.UndoAsync(Token, ct);
        if (outcome != EmailChangeOutcome.Done)
        {
            Taken = outcome == EmailChangeOutcome.Taken;
            return this.Gone();
        }
        Notice = "The address is yours again. Now choose a password that nobody else knows.";
        return RedirectToPage("/Account/ResetPassword", new { token = resetToken });
    }
}
