using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Admin.Orders;

/// <summary>An order's page for the staff.</summary>
/// <param name="Names">Of the accounts that moved the order.</param>
/// <param name="Tried">What was chosen and could not be done; it stays in the form.</param>
public sealed record StaffOrderView(
    OrderView Order, IReadOnlyDictionary<Guid, string> Names, MoveForm? Tried = null, string? Problem = null, bool Done = false)
{
    public string MoveAddress => $"/admin/orders/{Order.Number}?handler=Move";

    /// <summary>The way forward first.</summary>
    public IReadOnlyList<OrderChoice> Choices => [.. Order.Choices(ActorKind.Staff).Where(choice => choice.To != OrderStatus.Cancelled)];

    public string Who(OrderMoveView move) =>
        StaffWords.Who(move.By, move.ById is { } id && Names.TryGetValue(id, out var name) ? name : null);
}
