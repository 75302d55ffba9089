using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Modules.Users;
using RachelFoods.Web.Pages.Shared;

namespace RachelFoods.Web.Pages.Account.Addresses;

[Authorize]
public sealed class NewModel(AddressBook addresses, ProfileService profiles, StoreSettingsService settings) : PageModel
{
    [BindProperty]
    public AddressForm Form { get; set; } = new();

    /// <summary>Why nothing was saved, other than a wrong field.</summary>
    public string? Problem { get; private set; }

    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form.Shape = await settings.AddressShapeAsync(ct);
        (Form.Name, Form.Phone, _, _) = await profiles.GetAsync(this.Me(), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Form.Shape = await settings.AddressShapeAsync(ct);
        Form.CheckShape(ModelState, nameof(Form));
        if (!ModelState.IsValid)
        {
            return this.Again();
        }
        if (await addresses.AddAsync(this.Me(), Form.Read(), ct) is AddAddressResult.BookIsFull(var most))
        {
            Problem = $"You keep {most} addresses already. Please remove one first.";
            return this.Again();
        }
        Notice = "The address is saved.";
        return RedirectToPage("Index");
    }
}
