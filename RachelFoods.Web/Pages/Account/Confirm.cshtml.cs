using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

/// <summary>
/// Where the link of the first mail leads. Looking at it confirms nothing, for programs that check mails look at links too; nor does
/// pressing it alone, for somebody else may have asked for the account.
/// </summary>
public sealed class ConfirmModel(Registrations registrations, SessionService sessions) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty, Required(ErrorMessage = "Enter the password."), StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    public string Password { get; set; } = "";

    public string? Email { get; private set; }

    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear(); // Nobody has typed anything yet.
        return await FindAsync(ct) ? Page() : this.Gone();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return this.Gone();
        }
        if (!ModelState.IsValid)
        {
            return this.Again();
        }
        switch (await registrations.ConfirmAsync(Token, Password, ct))
        {
            case ConfirmResult.Done(var userId):
                await sessions.StartAsync(userId, ct);
                Notice = "Your e-mail address is confirmed, and you are logged in.";
                return LocalRedirect("/account");
            case ConfirmResult.WrongPassword:
                return this.Again(nameof(Password), "This is not the password that was chosen for the account.");
            default:
                Email = null;
                return this.Gone();
        }
    }

    public async Task<IActionResult> OnPostAnewAsync(CancellationToken ct)
    {
        if (await registrations.ConfirmAnewAsync(Token, ct) is not { } resetToken)
        {
            return this.Gone();
        }
        Notice = "The address is confirmed. Now choose a password that nobody else knows.";
        return RedirectToPage("/Account/ResetPassword", new { token = resetToken });
    }

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        this.KeepAddressSecret();
        Email = await registrations.FindAsync(Token, ct);
        return Email is not null;
    }
}
