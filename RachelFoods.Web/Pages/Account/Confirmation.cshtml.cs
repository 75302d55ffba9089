using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Account;

/// <summary>Sends the first mail once more. The button for it stands on the account's page.</summary>
[Authorize]
public sealed class ConfirmationModel(AddressConfirmation confirmation, RateLimits limits) : PageModel
{
    [TempData(Key = AccountPages.NoticeKey)]
    public string? Notice { get; set; }

    public IActionResult OnGet() => LocalRedirect("/account");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.WaitAsync(limits, Limited.ResetByAddress, ct, (Limited.ResetByAccount, this.Me().ToString())) is { } wait)
        {
            return wait;
        }
        await confirmation.AskAgainAsync(this.Me(), ct);
        Notice = "The mail is on its way. Please look into your mailbox, and among the unwanted mails too.";
        return LocalRedirect("/account");
    }
}
