using System.ComponentModel.DataAnnotations;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Pages.Orders;

namespace RachelFoods.Web.Pages.Admin.Orders;

/// <summary>What a member of staff chose for an order, and the state in which the page showed it.</summary>
public sealed class MoveForm
{
    [Required, StringLength(30)]
    public string Number { get; set; } = "";

    public OrderStatus Target { get; set; }

    public int Version { get; set; }

    [StringLength(500)]
    public string? Reason { get; set; }

    public string? Why => string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim();
}

/// <summary>What came of a move, for the page to say.</summary>
/// <param name="Now">Null if there is no such order.</param>
/// <param name="Problem">In words; null when it was done.</param>
public sealed record MoveAnswer(OrderView? Now, int Status, string? Problem)
{
    public static MoveAnswer Of(MoveOrderResult result, MoveForm form) => result switch
    {
        MoveOrderResult.Moved(var now) => new(now, StatusCodes.Status200OK, null),
        MoveOrderResult.Stale(var now) => new(now, StatusCodes.Status409Conflict, Faster(now, form)),
        MoveOrderResult.NotAllowed(var now) => new(
            now,
            StatusCodes.Status422UnprocessableEntity,
            $"Nothing was changed: from “{Word(now)}” you cannot choose “{StaffWords.Act(now.Status, form.Target)}”."),
        MoveOrderResult.NeedsReason(var now) => new(
            now, StatusCodes.Status422UnprocessableEntity, $"Please say why: “{StaffWords.Act(now.Status, form.Target)}” needs a reason."),
        _ => new(null, StatusCodes.Status404NotFound, null),
    };

    public static MoveAnswer Of(UndoMoveResult result) => result switch
    {
        UndoMoveResult.Undone(var now) => new(now, StatusCodes.Status200OK, null),
        UndoMoveResult.Already(var now) => new(
            now, StatusCodes.Status409Conflict, $"It was undone already: the order is “{Word(now)}”."),
        UndoMoveResult.Overtaken(var now) => new(
            now, StatusCodes.Status409Conflict, $"Nothing was undone: the order was moved again and is “{Word(now)}” now."),
        UndoMoveResult.TooLate(var now) => new(
            now, StatusCodes.Status409Conflict, $"It is too late to undo this: the order stays “{Word(now)}”."),
        _ => new(null, StatusCodes.Status404NotFound, null),
    };

    /// <summary>Of an unpaid order that was to be cancelled; Stripe had the last word.</summary>
    public static MoveAnswer Of(CloseResult? result, OrderView now) => result switch
    {
        CloseResult.Closed => new(now, StatusCodes.Status200OK, null),
        CloseResult.TurnedOutPaid => new(now, StatusCodes.Status409Conflict, "Nothing was changed: the order was paid in the meantime."),
        _ => new(
            now,
            StatusCodes.Status409Conflict,
            "Stripe has not decided yet. Nothing more can be paid, and the order is cancelled as soon as Stripe answers."),
    };

    private static string Faster(OrderView now, MoveForm form) => now.Status == form.Target
        ? $"Somebody was faster and did the same: the order is “{Word(now)}” already."
        : $"Nothing was changed: somebody moved this order while you chose “{OrderWords.Of(form.Target, now.Method)}”. "
            + $"It is “{Word(now)}” now; please choose again.";

    private static string Word(OrderView now) => OrderWords.Of(now.Status, now.Method);
}
