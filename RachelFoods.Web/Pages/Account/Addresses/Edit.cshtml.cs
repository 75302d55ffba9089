using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Modules.Users;
using RachelFoods.Web.Pages.Shared;

namespace RachelFoods.Web.Pages.Account.Addresses;

[Authorize]
public sealed class EditModel(AddressBook addresses, StoreSettingsService settings) : PageModel
{
    [BindProperty]
    public AddressForm Form { get; set; } = new();

    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await addresses.FindAsync(this.Me(), id, ct) is not { } found)
        {
            return NotFound();
        }
        Form.Shape = await settings.AddressShapeAsync(ct);
        Form.Fill(found.Address);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await addresses.FindAsync(this.Me(), id, ct) is null)
        {
            return NotFound();
        }
        Form.Shape = await settings.AddressShapeAsync(ct);
        Form.CheckShape(ModelState, nameof(Form));
        if (!ModelState.IsValid)
        {
            return this.Again();
        }
        await addresses.ChangeAsync(this.Me(), id, Form.Read(), ct);
        Notice = "The address is saved.";
        return RedirectToPage("Index");
    }
}
