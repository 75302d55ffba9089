using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

[Authorize]
public sealed class PasswordModel(PasswordService passwords, SessionService sessions, RateLimits limits) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter your current password."), StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    public string Current { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Choose a password."), StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    public string Password { get; set; } = "";

    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }
        if (await this.WaitAsync(limits, Limited.LogInByAddress, ct, (Limited.LogInByAccount, this.Me().ToString())) is { } wait)
        {
            return wait;
        }
        switch (await passwords.ChangeAsync(this.Me(), Current, Password, ct))
        {
            case ChangePasswordResult.WrongPassword:
                return this.Again(nameof(Current), "This is not your current password.");
            case ChangePasswordResult.WeakPassword(var why):
                return this.Again(nameof(Password), why);
            default:
                await sessions.StartAsync(this.Me(), ct);
                Notice = "Your password is changed. Everywhere else you are logged out.";
                return RedirectToPage("Security");
        }
    }
}
