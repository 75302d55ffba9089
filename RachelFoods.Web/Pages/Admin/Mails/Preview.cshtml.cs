using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Pages.Admin.Mails;

/// <summary>A mail as its reader sees it, for the frame on its page. Its policy lets it do nothing.</summary>
[ResponseCache(NoStore = true)]
[ShowsMail]
public sealed class PreviewModel(IMailLog mails) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await mails.FindAsync(id, ct) is { Html: { } html } ? Content(html, "text/html; charset=utf-8") : NotFound();
}
