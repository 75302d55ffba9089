using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

public sealed class ForgotPasswordModel(PasswordService passwords, RateLimits limits) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter your e-mail address.")]
    [EmailAddress(ErrorMessage = "Enter an address like name@example.com.")]
    [StringLength(254, ErrorMessage = "This is too long for an e-mail address.")]
    public string Email { get; set; } = "";

    [TempData]
    public bool Asked { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }
        if (await this.WaitAsync(limits, Limited.ResetByAddress, ct, (Limited.ResetByAccount, Email)) is { } wait)
        {
            return wait;
        }
        await passwords.AskResetAsync(Email, ct);
        Asked = true;
        return RedirectToPage();
    }
}
