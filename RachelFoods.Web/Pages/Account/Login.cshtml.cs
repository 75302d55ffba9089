using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

public sealed class LoginModel(AccountService accounts, SessionService sessions) : PageModel
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
        if (ModelState.IsValid)
        {
            if (await accounts.LogInAsync(Email.Trim(), Password, ct) is LogInResult.Welcome(var userId))
            {
                await sessions.StartAsync(userId, ct);
                return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/account");
            }
            ModelState.AddModelError(nameof(Password), "This e-mail address and password do not go together.");
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
