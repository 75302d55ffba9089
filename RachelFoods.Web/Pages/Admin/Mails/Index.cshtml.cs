using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Pages.Shared;

namespace RachelFoods.Web.Pages.Admin.Mails;

[ResponseCache(NoStore = true)]
public sealed class IndexModel(IMailLog mails, StaffOrders orders) : PageModel
{
    private MailList _list = null!;

    [BindProperty(SupportsGet = true), StringLength(100)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public MailState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    /// <summary>Each with the number of its order, if it is about one.</summary>
    public IReadOnlyList<(MailRowView Mail, string? Number)> Rows { get; private set; } = [];

    public bool IsFiltered => State is not null || !string.IsNullOrWhiteSpace(Q);

    public PagerView Pager => new(PageAt(_list.Newer), PageAt(_list.Older), "Newest first");

    public IEnumerable<SelectListItem> States =>
        Enum.GetValues<MailState>().Select(s => new SelectListItem(MailWords.Of(s), s.ToString())).Prepend(new SelectListItem("All", ""));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        _list = await mails.ListAsync(await FilterAsync(ct), ListCursor.Parse(At), ct);
        var numbers = await orders.NumbersAsync([.. _list.Rows.Select(m => m.OrderId).OfType<Guid>().Distinct()], ct);
        Rows = [.. _list.Rows.Select(m => (m, m.OrderId is { } id ? numbers.GetValueOrDefault(id) : null))];
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return Page();
    }

    // Orders know by what they are found; what is about no order is found by its address.
    private async Task<MailFilter> FilterAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Q))
        {
            return new MailFilter(State);
        }
        var found = await orders.ListAsync(new OrderFilter(Q), null, ct);
        return new MailFilter(State, [.. found.Rows.Select(o => o.Id)], Q.Trim());
    }

    private string? PageAt(ListCursor? cursor) => cursor is null ? null : QueryHelpers.AddQueryString(
        "/admin/mails",
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["q"] = Q, ["state"] = State?.ToString(), ["at"] = cursor.ToString() }
            .Where(pair => !string.IsNullOrEmpty(pair.Value)));
}
