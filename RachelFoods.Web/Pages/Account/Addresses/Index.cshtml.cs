using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Users;

namespace RachelFoods.Web.Pages.Account.Addresses;

[Authorize]
public sealed class IndexModel(AddressBook addresses) : PageModel
{
    public IReadOnlyList<AddressView> Book { get; private set; } = [];

    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => Book = await addresses.ListAsync(this.Me(), ct);

    public async Task<IActionResult> OnPostDefaultAsync(Guid id, CancellationToken ct) =>
        Done(await addresses.MakeDefaultAsync(this.Me(), id, ct), "Checkout begins with this address from now on.");

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken ct) =>
        Done(await addresses.RemoveAsync(this.Me(), id, ct), "The address is removed. Orders that went to it keep it.");

    private IActionResult Done(bool found, string said)
    {
        if (!found)
        {
            return NotFound();
        }
        Notice = said;
        return RedirectToPage();
    }
}
