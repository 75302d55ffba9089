using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Reconciliation;

namespace RachelFoods.Web.Pages.Admin.Money;

[ResponseCache(NoStore = true)]
[RequestTimeout(LongestComparison)]
public sealed class IndexModel(
    StaffDisputes disputes, ReconciliationLog log, ReconciliationService reconciliation, StoreContext stores, TimeProvider clock) : PageModel
{
    private const int LongestComparison = 10 * 60 * 1000; // Milliseconds.

    private const int MostDays = 92;

    /// <summary>First and last day, in the store's zone.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    public DisputesView Disputes { get; private set; } = null!;

    /// <summary>The last comparison that nobody asked for.</summary>
    public ReconciliationRunView? Last { get; private set; }

    /// <summary>Of the days that were asked for; null where none were, or where Stripe gave no answer.</summary>
    public IReadOnlyList<Finding>? Found { get; private set; }

    /// <summary>Why nothing can be said of the days that were asked for.</summary>
    public string? Fault { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Disputes, Last) = (new DisputesView(await disputes.ListAsync(ct)), await log.FindLastAsync(ct));
        if (ModelState.IsValid && (From ?? To) is not null)
        {
            await CompareAsync(ct);
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
    }

    private async Task CompareAsync(CancellationToken ct)
    {
        var store = stores.Current;
        To ??= DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), store.Zone).DateTime);
        From ??= To.Value.AddDays(-30);
        if (From > To || From.Value.Year < 2000 || To.Value.DayNumber - From.Value.DayNumber > MostDays || To.Value.Year > 2999)
        {
            ModelState.AddModelError(nameof(To), $"Choose a last day after the first, at most {MostDays} days later.");
            return;
        }
        try
        {
            Found = await reconciliation.CompareAsync(store.StartOf(From.Value), store.StartOf(To.Value.AddDays(1)), ct);
        }
        catch (Exception e) when (e is GatewayUnavailable or GatewayRefused or GatewayAlarm)
        {
            (Fault, Response.StatusCode) = (e.Message, StatusCodes.Status503ServiceUnavailable);
        }
    }
}
