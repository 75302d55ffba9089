using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

public sealed class RegisterModel(Registrations registrations, RateLimits limits) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter your name."), StringLength(100, ErrorMessage = "Use at most 100 characters.")]
    public string Name { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Enter your e-mail address.")]
    [EmailAddress(ErrorMessage = "Enter an address like name@example.com.")]
    [StringLength(254, ErrorMessage = "This is too long for an e-mail address.")]
    public string Email { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Choose a password."), StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [TempData]
    public bool Accepted { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }
        if (await this.WaitAsync(limits, Limited.RegisterByAddress, ct) is { } wait)
        {
            return wait;
        }
        switch (await registrations.AskAsync(new NewAccount(Name, Email, Password), ct))
        {
            case RegisterResult.WeakPassword(var why):
                return this.Again(nameof(Password), why);
            case RegisterResult.MustWait(var time):
                return this.MustWait(time);
            default:
                Accepted = true;
                return RedirectToPage(new { ReturnUrl });
        }
    }
}
