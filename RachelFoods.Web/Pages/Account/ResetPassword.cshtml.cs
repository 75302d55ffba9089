using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

public sealed class ResetPasswordModel(PasswordService passwords, SessionService sessions) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty, Required(ErrorMessage = "Choose a password."), StringLength(200, ErrorMessage = "Use at most 200 characters.")]
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
        switch (await passwords.ResetAsync(Token, Password, ct))
        {
            case ResetPasswordResult.Done(var userId):
                await sessions.StartAsync(userId, ct);
                Notice = "Your new password is saved, and you are logged in.";
                return LocalRedirect("/account");
            case ResetPasswordResult.WeakPassword(var why):
                return this.Again(nameof(Password), why);
            default:
                Email = null;
                return this.Gone();
        }
    }

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        this.KeepAddressSecret();
        Email = await passwords.FindResetAsync(Token, ct);
        return Email is not null;
    }
}
