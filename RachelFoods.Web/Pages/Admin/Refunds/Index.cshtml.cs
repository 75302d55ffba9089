using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Pages.Admin.Orders;
using RachelFoods.Web.Pages.Shared;

namespace RachelFoods.Web.Pages.Admin.Refunds;

[ResponseCache(NoStore = true)]
public sealed class IndexModel(StaffRefunds staffRefunds, RefundService refunds, AccountService accounts) : PageModel
{
    private RefundList _list = null!;

    [BindProperty(SupportsGet = true)]
    public RefundFilter? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    public IReadOnlyList<RefundRowModel> Rows { get; private set; } = [];

    /// <summary>What could not be asked again, said on top where the whole page is answered.</summary>
    public RefundRowModel? Trouble { get; private set; }

    public PagerView Pager => new(PageAt(_list.Newer), PageAt(_list.Older), "Newest first");

    public IEnumerable<SelectListItem> Filters =>
        Enum.GetValues<RefundFilter>().Select(f => new SelectListItem(StaffWords.Of(f), f.ToString())).Prepend(new SelectListItem("All", ""));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return Page();
    }

    public async Task<IActionResult> OnPostRetryAsync(Guid refundId, CancellationToken ct)
    {
        if (!User.IsAdmin() || User.BuyerId() is not { } adminId)
        {
            return Forbid();
        }
        var problem = Problem(await refunds.RetryAsync(refundId, Actor.Staff(adminId), ct));
        if (await staffRefunds.FindAsync(refundId, ct) is not { } now)
        {
            return NotFound();
        }
        var row = (await RowsAsync([now], ct))[0] with { Problem = problem, Done = problem is null };
        if (problem is null)
        {
            return this.FragmentOrRedirect("_RefundRow", row, "/admin/refunds" + Query(At));
        }
        await LoadAsync(ct);
        (Response.StatusCode, Trouble) = (StatusCodes.Status409Conflict, row);
        return this.FragmentOrPage("_RefundRow", row);
    }

    private static string? Problem(RetryRefundResult result) => result switch
    {
        RetryRefundResult.Asked => null,
        RetryRefundResult.Disputed => "The payment is disputed: while the bank decides, nothing can be given back.",
        RetryRefundResult.NothingLeft => "The money has gone back otherwise; nothing of the payment is left.",
        _ => "It has not failed, so it is not asked for again.",
    };

    private async Task LoadAsync(CancellationToken ct)
    {
        _list = await staffRefunds.ListAsync(Show, ListCursor.Parse(At), ct);
        Rows = await RowsAsync(_list.Rows, ct);
    }

    private async Task<IReadOnlyList<RefundRowModel>> RowsAsync(IReadOnlyList<RefundRowView> rows, CancellationToken ct)
    {
        var names = await accounts.NamesAsync([.. rows.Select(row => row.Refund.RequestedById).OfType<Guid>().Distinct()], ct);
        return
        [
            .. rows.Select(row => new RefundRowModel(
                row,
                StaffWords.Who(row.Refund.RequestedByKind, row.Refund.RequestedById is { } id ? names.GetValueOrDefault(id) : null),
                Query(At),
                User.IsAdmin())),
        ];
    }

    private string? PageAt(ListCursor? cursor) => cursor is null ? null : "/admin/refunds" + Query(cursor.ToString());

    private string Query(string? at) => QueryHelpers.AddQueryString(
        "", new Dictionary<string, string?>(StringComparer.Ordinal) { ["show"] = Show?.ToString(), ["at"] = at });
}
