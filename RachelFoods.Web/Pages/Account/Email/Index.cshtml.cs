using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account.Email;

[Authorize]
public sealed class IndexModel(AccountService accounts, EmailChanges emails, RateLimits limits) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter the new address.")]
    [EmailAddress(ErrorMessage = "Enter an address like name@example.com.")]
    [StringLength(254, ErrorMessage = "This is too long for an e-mail address.")]
    public string Email { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Enter your password."), StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    public string Password { get; set; } = "";

    public AccountView Account { get; private set; } = null!;

    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => Account = (await accounts.FindAsync(this.Me(), ct))!;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Account = (await accounts.FindAsync(this.Me(), ct))!;
        if (!ModelState.IsValid)
        {
            return this.Again();
        }
        if (await this.WaitAsync(limits, Limited.ResetByAddress, ct, (Limited.LogInByAccount, this.Me().ToString())) is { } wait)
        {
            return wait;
        }
        switch (await emails.AskAsync(this.Me(), Password, Email, ct))
        {
            case AskEmailResult.WrongPassword:
                return this.Again(nameof(Password), "This is not your password.");
            case AskEmailResult.SameAddress:
                return this.Again(nameof(Email), "This is your address already.");
            case AskEmailResult.MustWait(var time):
                return this.MustWait(time);
            default:
                Notice = $"A mail is on its way to {Email.Trim()}. The address counts once you have confirmed it.";
                return RedirectToPage("/Account/Security");
        }
    }
}
