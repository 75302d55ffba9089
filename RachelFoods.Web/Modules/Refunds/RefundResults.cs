using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Refunds;

/// <param name="SeenVersion">Of the order as the page showed it.</param>
/// <param name="Reason">The buyer reads it; staff must give one.</param>
/// <param name="Restock">The variants that can be sold again; null for all.</param>
public sealed record CancelPaidOrder(string Number, int SeenVersion, Actor Actor, string? Reason, IReadOnlyCollection<Guid>? Restock = null);

public abstract record CancelPaidResult
{
    public sealed record Cancelled(Guid OrderId) : CancelPaidResult;

    /// <summary>Somebody changed the order since it was shown; nothing was done.</summary>
    public sealed record Stale : CancelPaidResult;

    /// <summary>The order cannot be cancelled so, or not by this person.</summary>
    public sealed record NotAllowed : CancelPaidResult;

    public sealed record NeedsReason : CancelPaidResult;

    /// <summary>A bank is deciding whom the money belongs to; until then none can be given back.</summary>
    public sealed record Disputed : CancelPaidResult;

    public sealed record NotFound : CancelPaidResult;
}

public enum RetryRefundResult
{
    /// <summary>It is asked of Stripe again, now or by an earlier press of the same button.</summary>
    Asked,

    /// <summary>It has not failed; nothing was done.</summary>
    NotFailed,
    Disputed,

    /// <summary>What it should give back has gone back otherwise.</summary>
    NothingLeft,
    NotFound,
}

/// <summary>What cancelling the order would do about its money.</summary>
/// <param name="GoesBack">By us; null where nothing must.</param>
/// <param name="TakenByBank">What its bank has given the customer already, by disputes that were lost; null if nothing.</param>
/// <param name="Disputed">A bank is deciding: until then it cannot be cancelled.</param>
public sealed record CancelPreview(Money? GoesBack, Money? TakenByBank, bool Disputed)
{
    /// <summary>What the customer's wallet had paid and gets back at once; null if nothing.</summary>
    public Money? ToWallet { get; init; }
}

/// <summary>A refund as its buyer and the staff see it.</summary>
/// <param name="Replaced">It came to nothing and another one makes it good.</param>
public sealed record RefundView(
    Guid Id,
    Guid OrderId,
    Money Amount,
    RefundCause Cause,
    RefundState State,
    string? StripeId,
    string? FailureReason,
    ActorKind RequestedByKind,
    Guid? RequestedById,
    DateTimeOffset RequestedAt,
    DateTimeOffset? SettledAt,
    bool Replaced)
{
    /// <summary>The customer is owed it and nothing is under way.</summary>
    public bool IsOwed => State is RefundState.Failed or RefundState.Canceled && !Replaced;
}

/// <summary>Due until Stripe has decided about the refund.</summary>
public sealed record SendRefund(Guid RefundId);

/// <summary>Money that came for a cancelled order, or came twice, is on its way back by itself.</summary>
public sealed record MoneyReturned(Guid OrderId, Guid RefundId);

/// <summary>Stripe has given the money back.</summary>
public sealed record RefundSucceeded(Guid OrderId, Guid RefundId);

/// <summary>The money is still, or again, with us. May follow <see cref="RefundSucceeded"/>.</summary>
public sealed record RefundFailed(Guid OrderId, Guid RefundId);
