using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Pages.Shared;

namespace RachelFoods.Web.Pages.Admin.Stock;

/// <summary>One variant: what holds it, what became of it, and what somebody has to say about it.</summary>
[ResponseCache(NoStore = true)]
public sealed class VariantModel(StockDesk desk, InventoryService inventory) : PageModel
{
    [TempData]
    public string? Said { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    public AdjustForm Adjust { get; private set; } = new();

    public LimitsForm Limits { get; private set; } = new();

    public StockDeskView View { get; private set; } = null!;

    public string? Problem { get; private set; }

    public string Address => $"/admin/stock/{View.Row.VariantId}";

    public PagerView Pager => new(PageAt(View.Newer), PageAt(View.Older), "Newest first");

    public IEnumerable<SelectListItem> Reasons =>
        AdjustForm.Reasons.Select(r => new SelectListItem(StockWords.Of(r), r.ToString())).Prepend(new SelectListItem("Choose", ""));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAdjustAsync(Guid id, [FromForm(Name = "Adjust")] AdjustForm adjust, CancellationToken ct)
    {
        if (User.BuyerId() is not { } staffId || !await LoadAsync(id, ct))
        {
            return NotFound();
        }
        Adjust = adjust;
        if (!ModelState.IsValid)
        {
            return Refused(StatusCodes.Status422UnprocessableEntity, null);
        }
        switch (await inventory.AdjustAsync(adjust.Read(id, Actor.Staff(staffId)), ct))
        {
            case ChangeStockResult.Changed done:
                Said = $"Saved: {StockWords.Signed(done.Delta)}, {done.Now.OnHand} on hand.";
                return LocalRedirect(Address);
            case ChangeStockResult.LessThanReserved less:
                await LoadAsync(id, ct);
                Adjust = adjust;
                return Refused(StatusCodes.Status409Conflict, $"Nothing was saved: {StockWords.Held(less.Now)}");
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostLimitsAsync(Guid id, [FromForm(Name = "Limits")] LimitsForm limits, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }
        Limits = limits;
        if (!ModelState.IsValid)
        {
            return Refused(StatusCodes.Status422UnprocessableEntity, null);
        }
        await desk.LimitAsync(View.Row, limits, ct);
        Said = "The limits are saved.";
        return LocalRedirect(Address);
    }

    private PageResult Refused(int status, string? problem)
    {
        (Response.StatusCode, Problem) = (status, problem);
        return Page();
    }

    private async Task<bool> LoadAsync(Guid variantId, CancellationToken ct)
    {
        if (await desk.FindAsync(variantId, ListCursor.Parse(At), ct) is not { } view)
        {
            return false;
        }
        View = view;
        Adjust = new AdjustForm { FormKey = Guid.NewGuid() };
        Limits = new LimitsForm { LowAt = view.Row.OwnLowAt, MostPerOrder = view.Row.MostPerOrder };
        return true;
    }

    private string? PageAt(ListCursor? cursor) => cursor is null ? null : $"{Address}?at={cursor}";
}
