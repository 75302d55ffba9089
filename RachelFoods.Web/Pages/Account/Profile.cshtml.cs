using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Users;

namespace RachelFoods.Web.Pages.Account;

[Authorize]
public sealed class ProfileModel(ProfileService profiles, SessionService sessions) : PageModel
{
    public static IReadOnlyList<SelectListItem> Languages { get; } =
    [
        new("The shop’s", ""), new("English", "en"), new("Français", "fr"), new("Español", "es"), new("Português", "pt"),
        new("Hausa", "ha"), new("Igbo", "ig"), new("Yorùbá", "yo"),
    ];

    [BindProperty, Required(ErrorMessage = "Enter your name."), StringLength(100, ErrorMessage = "Use at most 100 characters.")]
    public string Name { get; set; } = "";

    [BindProperty, StringLength(20, MinimumLength = 10, ErrorMessage = "Use a phone number of 10 to 20 characters")]
    [RegularExpression(@"^\+?[0-9 ()./\-]+$", ErrorMessage = "Use digits, spaces and a plus sign only", MatchTimeoutInMilliseconds = 200)]
    public string? Phone { get; set; }

    [BindProperty, AllowedValues(null, "en", "fr", "es", "pt", "ha", "ig", "yo", ErrorMessage = "Choose one of the languages.")]
    public string? Language { get; set; }

    [BindProperty]
    public bool Marketing { get; set; }

    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public async Task OnGetAsync(CancellationToken ct) =>
        (Name, Phone, Language, Marketing) = await profiles.GetAsync(this.Me(), ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }
        await profiles.SaveAsync(this.Me(), new ProfileView(Name.Trim(), Phone?.Trim() ?? "", Language ?? "", Marketing), ct);
        await sessions.StartAsync(this.Me(), ct); // The ticket carries the name.
        Notice = "Your details are saved.";
        return LocalRedirect("/account");
    }
}
