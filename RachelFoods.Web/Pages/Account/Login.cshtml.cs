using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

public sealed class LoginModel(AccountService accounts, SessionService sessions, RateLimits limits) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter your e-mail address."), StringLength(254, ErrorMessage = "This is too long for an e-mail address.")]
    public string Email { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Enter your password."), StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

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
        if (await this.WaitAsync(limits, Limited.LogInByAddress, ct, (Limited.LogInByAccount, Email)) is { } wait)
        {
            return wait;
        }
        if (await accounts.LogInAsync(Email.Trim(), Password, ct) is not LogInResult.Welcome(var userId))
        {
            return this.Again(nameof(Password), "This e-mail address and password do not go together. If the account is new, please press the link in our mail first.");
        }
        await sessions.StartAsync(userId, ct);
        return this.BackTo(ReturnUrl);
    }
}
