using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Pages.Admin.Settings;

[Authorize(Policy = Policies.Admin)]
[ResponseCache(NoStore = true)]
public sealed class MailModel(MailSenders senders, AccountService accounts) : PageModel
{
    [TempData]
    public string? Said { get; set; }

    public MailSenderForm View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await ShowAsync(Said, ct);

    public async Task<IActionResult> OnPostAsync([FromForm] NewMailSender typed, CancellationToken ct)
    {
        if (User.BuyerId() is not { } admin)
        {
            return BadRequest();
        }
        var result = ModelState.IsValid ? await senders.ChangeAsync(typed, admin, ct) : null;
        if (result is ChangeMailSenderResult.Changed)
        {
            return await DoneAsync("The mail server is saved. The next mail leaves through it.", ct);
        }
        foreach (var (field, why) in (result as ChangeMailSenderResult.Wrong)?.Why ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            ModelState.AddModelError(field, why);
        }
        View = await ShowAsync(null, ct);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return this.FragmentOrPage("_MailSender", View);
    }

    public async Task<IActionResult> OnPostPlatformAsync(CancellationToken ct)
    {
        if (User.BuyerId() is not { } admin)
        {
            return BadRequest();
        }
        await senders.RemoveAsync(admin, ct);
        return await DoneAsync("The store’s own mail server is removed. The next mail leaves through the platform’s.", ct);
    }

    private async Task<IActionResult> DoneAsync(string said, CancellationToken ct)
    {
        ModelState.Clear(); // Otherwise the form would show again what was typed.
        (Said, View) = (said, await ShowAsync(said, ct));
        var answer = this.FragmentOrRedirect("_MailSender", View);
        if (answer is PartialViewResult)
        {
            Said = null; // It is told already.
        }
        return answer;
    }

    private async Task<MailSenderForm> ShowAsync(string? said, CancellationToken ct)
    {
        var set = await senders.ShowAsync(ct);
        var who = set?.ChangedById is { } id ? (await accounts.NamesAsync([id], ct)).GetValueOrDefault(id, "somebody") : "somebody";
        return new MailSenderForm(set, who, said);
    }
}
