using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Pages.Orders;
using RachelFoods.Web.Pages.Shared;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Admin.Orders;

[ResponseCache(NoStore = true)]
public sealed class IndexModel(StaffOrders staffOrders, OrderService orders, OrderMoves moves, SavedViews saved) : OrdersPageModel
{
    private MoveForm? _tried;

    public OrderList List { get; private set; } = null!;

    /// <summary>Those of who looks.</summary>
    public IReadOnlyList<SavedViewView> Views { get; private set; } = [];

    /// <summary>A view that is none of these yet.</summary>
    public bool CanBeSaved => ModelState.IsValid && View.Length > 0 && Views.All(view => view.Query != View);

    /// <summary>A move that could not be made, said on top where the whole page is answered.</summary>
    public (string Number, string Problem)? Trouble { get; private set; }

    public PagerView Pager => new(PageAt(List.Newer), PageAt(List.Older), "Newest first");

    /// <summary>Orders newer than those shown belong on the first page alone.</summary>
    public OrderNewsModel? News => At is null ? OrderNewsModel.After(List, Query()) : null;

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

    public async Task<IActionResult> OnPostMoveAsync([FromForm] MoveForm move, CancellationToken ct) =>
        ModelState.IsValid && User.BuyerId() is { } staffId
            ? await AnswerAsync(
                MoveAnswer.Of(await orders.MoveAsync(move.Number, move.Target, move.Version, Actor.Staff(staffId), move.Why, ct), move), move, ct)
            : BadRequest();

    public async Task<IActionResult> OnPostUndoAsync([FromForm] MoveForm move, CancellationToken ct) =>
        ModelState.IsValid && User.BuyerId() is { } staffId
            ? await AnswerAsync(MoveAnswer.Of(await moves.UndoAsync(move.Number, move.Version, Actor.Staff(staffId), ct)), move, ct)
            : BadRequest();

    public OrderRowModel RowOf(OrderRowView row) => row.Number == _tried?.Number
        ? new OrderRowModel(row, Query(), _tried, Trouble?.Problem)
        : new OrderRowModel(row, Query());

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

    private async Task LoadAsync(CancellationToken ct)
    {
        List = await staffOrders.ListAsync(Filter, ListCursor.Parse(At), ct);
        Views = User.BuyerId() is { } staffId ? await saved.ListAsync(staffId, ct) : [];
    }

    private string? PageAt(ListCursor? cursor) => cursor is null ? null : "/admin/orders" + Query(cursor.ToString());

    private static IEnumerable<SelectListItem> Choices<T>(string all, Func<T, string> word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => new SelectListItem(word(value), value.ToString())).Prepend(new SelectListItem(all, ""));
}
