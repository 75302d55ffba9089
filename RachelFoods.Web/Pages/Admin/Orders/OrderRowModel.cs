using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Admin.Orders;

/// <summary>A row of the staff's list with its form.</summary>
/// <param name="Query">The list's filter as it stands in the address, with its question mark, or empty.</param>
/// <param name="Seen">The stamp of what the list showed before it asked for news.</param>
/// <param name="Tried">What was chosen and could not be done; it stays in the form.</param>
public sealed record OrderRowModel(OrderRowView Row, string Query, MoveForm? Tried = null, string? Problem = null, bool Done = false, string? Seen = null)
{
    public string Id => $"order-{Row.Id}";

    public string Action => Handler("Move");

    public string UndoAction => Handler("Undo");

    /// <summary>Where the row's newest state is.</summary>
    public string News => $"/admin/orders/news{Joined}handler=Row&number={Row.Number}&seen={Stamp}";

    /// <summary>What the row shows that can change.</summary>
    public string Stamp => $"{Row.Version}.{Row.PaymentStatus}.{CanUndo}";

    /// <summary>It changed by this member's own doing, or while the list was open.</summary>
    public bool IsNews => Done || (Seen?.StartsWith($"{Row.Version}.", StringComparison.Ordinal) == false);

    public bool CanUndo => Row.UndoUntil is not null;

    /// <summary>An unpaid card order is cancelled on its own page, which says what that does.</summary>
    public IReadOnlyList<OrderChoice> Choices => [.. Row.Choices(ActorKind.Staff).Where(choice => choice.To != OrderStatus.Cancelled)];

    public bool AsksReason => Choices.Any(choice => choice.NeedsReason);

    private string Joined => Query.Length > 0 ? Query + "&" : "?";

    private string Handler(string name) => $"/admin/orders{Joined}handler={name}";
}
