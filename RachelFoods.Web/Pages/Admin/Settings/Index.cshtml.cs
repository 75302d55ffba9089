using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Pages.Admin.Settings;

[Authorize(Policy = Policies.Admin)]
[ResponseCache(NoStore = true)]
public sealed class IndexModel(StripeKeys keys, AccountService accounts, StoreUrls urls) : PageModel
{
    [TempData]
    public string? Said { get; set; }

    public CardPaymentsView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await ShowAsync(Said, ct);

    public async Task<IActionResult> OnPostKeysAsync([FromForm] NewStripeKeys typed, CancellationToken ct)
    {
        if (User.BuyerId() is not { } admin)
        {
            return BadRequest();
        }
        if (await keys.ChangeAsync(typed, admin, ct) is ChangeStripeKeysResult.Wrong wrong)
        {
            foreach (var (field, why) in wrong.Why)
            {
                ModelState.AddModelError(field, why);
            }
            View = await ShowAsync(null, ct);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return this.FragmentOrPage("_CardPayments", View);
        }
        return await DoneAsync("The keys are saved. The next payment uses them.", ct);
    }

    public async Task<IActionResult> OnPostPlatformAsync(CancellationToken ct)
    {
        if (User.BuyerId() is not { } admin)
        {
            return BadRequest();
        }
        await keys.RemoveAsync(admin, ct);
        return await DoneAsync("The store’s own keys are removed. The next payment goes through the platform’s account.", ct);
    }

    private async Task<IActionResult> DoneAsync(string said, CancellationToken ct)
    {
        ModelState.Clear(); // Otherwise the form would show again what was typed.
        (Said, View) = (said, await ShowAsync(said, ct));
        var answer = this.FragmentOrRedirect("_CardPayments", View);
        if (answer is PartialViewResult)
        {
            Said = null; // It is told already.
        }
        return answer;
    }

    private async Task<CardPaymentsView> ShowAsync(string? said, CancellationToken ct)
    {
        var shown = await keys.ShowAsync(ct);
        var who = new[] { shown.PublishableKey, shown.SecretKey, shown.WebhookSecrets }.Select(s => s?.ChangedById).OfType<Guid>().Distinct();
        return new CardPaymentsView(shown, await accounts.NamesAsync([.. who], ct), urls.Absolute(StripeWebhook.Address), said);
    }
}
