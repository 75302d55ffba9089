using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Pages.Shared;

namespace RachelFoods.Web.Pages.Admin.Stock;

[ResponseCache(NoStore = true)]
public sealed class IndexModel(StaffStock stock, InventoryService inventory) : PageModel
{
    [BindProperty(SupportsGet = true), StringLength(100)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public StockFilter? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    public StockList List { get; private set; } = null!;

    /// <summary>A count that was not saved, said on top where the whole page is answered.</summary>
    public StockRowModel? Trouble { get; private set; }

    public bool IsFiltered => Q is not null || Show is not null;

    public PagerView Pager => new(PageAt(List.Previous), PageAt(List.Next), "By product");

    public IEnumerable<SelectListItem> Filters =>
        Enum.GetValues<StockFilter>().Select(f => new SelectListItem(StockWords.Of(f), f.ToString())).Prepend(new SelectListItem("All", ""));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        List = await stock.ListAsync(Q, Show, StockCursor.Parse(At), ct);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return Page();
    }

    public async Task<IActionResult> OnPostCountAsync([FromForm] CountForm count, CancellationToken ct)
    {
        if (User.BuyerId() is not { } staffId || await stock.FindAsync(count.VariantId, ct) is not { } before)
        {
            return NotFound();
        }
        if (!ModelState.IsValid)
        {
            var wrong = ModelState.Values.SelectMany(v => v.Errors).First().ErrorMessage;
            return await RefuseAsync(new StockRowModel(before, Query(At), count, wrong), StatusCodes.Status422UnprocessableEntity, ct);
        }
        var result = await inventory.CountAsync(count.Read(Actor.Staff(staffId)), ct);
        var row = new StockRowModel((await stock.FindAsync(count.VariantId, ct))!, Query(At));
        return result switch
        {
            ChangeStockResult.Changed done => this.FragmentOrRedirect(
                "_StockRow", row with { Done = $"{row.Name}: {done.Now.OnHand} on hand" }, "/admin/stock" + Query(At)),
            ChangeStockResult.Moved moved => await RefuseAsync(
                row with { Tried = count, Problem = StockWords.Moved(count.Seen, moved.Now), HasMoved = true }, StatusCodes.Status409Conflict, ct),
            ChangeStockResult.LessThanReserved less => await RefuseAsync(
                row with { Tried = count, Problem = StockWords.Held(less.Now) }, StatusCodes.Status409Conflict, ct),
            _ => NotFound(),
        };
    }

    public StockRowModel RowOf(StockRowView row) =>
        row.VariantId == Trouble?.Row.VariantId ? Trouble : new StockRowModel(row, Query(At));

    private async Task<IActionResult> RefuseAsync(StockRowModel row, int status, CancellationToken ct)
    {
        List = await stock.ListAsync(Q, Show, StockCursor.Parse(At), ct);
        (Response.StatusCode, Trouble) = (status, row);
        return this.FragmentOrPage("_StockRow", row);
    }

    private string? PageAt(StockCursor? cursor) => cursor is null ? null : "/admin/stock" + Query(cursor.ToString());

    private string Query(string? at) => QueryHelpers.AddQueryString(
        "", new Dictionary<string, string?>(StringComparer.Ordinal) { ["q"] = Q, ["show"] = Show?.ToString(), ["at"] = at });
}
