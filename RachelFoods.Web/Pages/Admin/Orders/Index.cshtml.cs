using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Pages.Orders;
using RachelFoods.Web.Pages.Shared;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Admin.Orders;

[ResponseCache(NoStore = true)]
public sealed class IndexModel(StaffOrders staffOrders, OrderService orders, OrderMoves moves) : PageModel
{
    private static readonly string[] FilterNames = ["q", "status", "payment", "method", "from", "until", "at"];

    private MoveForm? _tried;

    [BindProperty(SupportsGet = true), StringLength(100)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public OrderStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public PaymentStatus? Payment { get; set; }

    [BindProperty(SupportsGet = true)]
    public PaymentMethod? Method { get; set; }

    /// <summary>First and last day, in the store's zone.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    public OrderList List { get; private set; } = null!;

    /// <summary>A move that could not be made, said on top where the whole page is answered.</summary>
    public (string Number, string Problem)? Trouble { get; private set; }

    public bool IsFiltered => FilterNames.Any(name => Request.Query.ContainsKey(name));

    public PagerView Pager => new(PageAt(List.Newer), PageAt(List.Older), "Newest first");

    public IEnumerable<SelectListItem> Statuses => Choices<OrderStatus>("All", s => OrderWords.Of(s, PaymentMethod.Card));

    public IEnumerable<SelectListItem> Payments => Choices<PaymentStatus>("All", OrderWords.Of);

    public IEnumerable<SelectListItem> Methods => Choices<PaymentMethod>("All", OrderWords.Of);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return Page();
    }

    public async Task<IActionResult> OnPostMoveAsync([FromForm] MoveForm move, CancellationToken ct)
    {
        if (!ModelState.IsValid || User.BuyerId() is not { } staffId)
        {
            return BadRequest();
        }
        var result = await orders.MoveAsync(move.Number, move.Target, move.Version, Actor.Staff(staffId), move.Why, ct);
        return await AnswerAsync(MoveAnswer.Of(result, move), move, ct);
    }

    public async Task<IActionResult> OnPostUndoAsync([FromForm] MoveForm move, CancellationToken ct) =>
        ModelState.IsValid && User.BuyerId() is { } staffId
            ? await AnswerAsync(MoveAnswer.Of(await moves.UndoAsync(move.Number, move.Version, Actor.Staff(staffId), ct)), move, ct)
            : BadRequest();

    private async Task<IActionResult> AnswerAsync(MoveAnswer answer, MoveForm move, CancellationToken ct)
    {
        if (answer.Now is not { } now)
        {
            return NotFound();
        }
        HttpContext.Note("OrderId", now.Id);
        if (answer.Problem is null)
        {
            return this.FragmentOrRedirect("_OrderRow", new OrderRowModel(OrderRowView.Of(now), Query(), Done: true), "/admin/orders" + Query());
        }
        await LoadAsync(ct);
        (Response.StatusCode, Trouble, _tried) = (answer.Status, (now.Number, answer.Problem), move);
        return this.FragmentOrPage("_OrderRow", RowOf(OrderRowView.Of(now)));
    }

    public OrderRowModel RowOf(OrderRowView row) => row.Number == _tried?.Number
        ? new OrderRowModel(row, Query(), _tried, Trouble?.Problem)
        : new OrderRowModel(row, Query());

    private async Task LoadAsync(CancellationToken ct) =>
        List = await staffOrders.ListAsync(new OrderFilter(Q, Status, Payment, Method, From, Until), ListCursor.Parse(At), ct);

    private string? PageAt(ListCursor? cursor) => cursor is null ? null : "/admin/orders" + Query(cursor.ToString());

    /// <summary>The filter as the address has it, at the same place of the list or at another.</summary>
    private string Query(string? at = null)
    {
        var kept = FilterNames.Where(name => name != "at" || at is null)
            .Select(name => KeyValuePair.Create(name, (string?)Request.Query[name])).Where(pair => !string.IsNullOrEmpty(pair.Value));
        return QueryHelpers.AddQueryString("", at is null ? kept : kept.Append(KeyValuePair.Create("at", (string?)at)));
    }

    private static IEnumerable<SelectListItem> Choices<T>(string all, Func<T, string> word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => new SelectListItem(word(value), value.ToString())).Prepend(new SelectListItem(all, ""));
}
