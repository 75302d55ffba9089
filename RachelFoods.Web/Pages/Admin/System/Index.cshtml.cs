using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Reconciliation;

namespace RachelFoods.Web.Pages.Admin.System;

[Authorize(Policy = Policies.Admin)]
[ResponseCache(NoStore = true)]
public sealed class IndexModel(StandingService standing, InvariantService invariants, PutAsideService putAside) : PageModel
{
    [TempData]
    public string? Said { get; set; }

    public StandingView Standing { get; private set; } = null!;

    /// <summary>What must be true, each with the rows that break it.</summary>
    public IReadOnlyList<(Invariant Invariant, IReadOnlyList<Violation> Broken)> Invariants { get; private set; } = [];

    public PutAsideView PutAside { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Standing = await standing.LookAsync(ct);
        var broken = (await invariants.ListAsync(ct)).ToLookup(v => v.Broken);
        Invariants = [.. Modules.Reconciliation.Invariants.All.Select(i => (i, (IReadOnlyList<Violation>)[.. broken[i]]))];
        PutAside = await putAside.ListAsync(ct);
    }

    public async Task<IActionResult> OnPostMessageAsync([FromForm] Guid id, CancellationToken ct) =>
        Answer(await putAside.RunAgainAsync(id, ct), "The message is run again.");

    public async Task<IActionResult> OnPostEventAsync([FromForm] Guid id, CancellationToken ct) =>
        Answer(await putAside.TryEventAgainAsync(id, ct), "The event is looked at again.");

    private IActionResult Answer(RunAgainResult result, string done)
    {
        if (result == RunAgainResult.NotFound || !ModelState.IsValid)
        {
            return NotFound();
        }
        Said = result == RunAgainResult.Due ? done : "It was taken up already.";
        return Redirect("/admin/system");
    }
}
