namespace RachelFoods.Web.Modules.Orders;

public abstract record MoveOrderResult
{
    public sealed record Moved(OrderView Order) : MoveOrderResult;

    /// <summary>Somebody changed the order since it was shown; nothing was done.</summary>
    public sealed record Stale(OrderView Now) : MoveOrderResult;

    /// <summary>The order cannot make this move, or not by this person.</summary>
    public sealed record NotAllowed(OrderView Now) : MoveOrderResult;

    public sealed record NeedsReason(OrderView Now) : MoveOrderResult;

    public sealed record NotFound : MoveOrderResult;
}

public abstract record UndoMoveResult
{
    public sealed record Undone(OrderView Order) : UndoMoveResult;

    /// <summary>Somebody had undone it before; nothing was done.</summary>
    public sealed record Already(OrderView Now) : UndoMoveResult;

    /// <summary>Something else has happened to the order since; nothing was done.</summary>
    public sealed record Overtaken(OrderView Now) : UndoMoveResult;

    /// <summary>The time for it is over, or the move has had effects that stay; nothing was done.</summary>
    public sealed record TooLate(OrderView Now) : UndoMoveResult;

    public sealed record NotFound : UndoMoveResult;
}

public enum MarkPaidResult
{
    Moved,

    /// <summary>It was paid before; nothing was done.</summary>
    Already,

    /// <summary>The money came too late and must go back; nothing was done.</summary>
    WasCancelled,
}

public enum CancelOrderResult
{
    Cancelled,

    /// <summary>It was cancelled before; nothing was done.</summary>
    Already,

    /// <summary>It is paid, or confirmed as a cash order; nothing was done.</summary>
    NotPending,
}
