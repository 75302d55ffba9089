using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Pages.Admin.Money;

[ResponseCache(NoStore = true)]
public sealed class IndexModel(StaffDisputes disputes) : PageModel
{
    public DisputesView Disputes { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Disputes = new DisputesView(await disputes.ListAsync(ct));
}
