using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

public abstract record PreparedPayment
{
    /// <param name="ClientSecret">For the buyer's page alone: not for logs, the database or an address.</param>
    public sealed record Ready(string ClientSecret, string PublishableKey, Money Due) : PreparedPayment;

    /// <param name="Url">Stripe's own page, to send the browser to. Who knows it can pay, and read what is paid for.</param>
    public sealed record Hosted(string Url) : PreparedPayment;

    public sealed record AlreadyPaid : PreparedPayment;

    /// <summary>Stripe takes no card for so small an amount.</summary>
    public sealed record TooSmall : PreparedPayment;

    /// <summary>The order is cancelled or about to be: nothing can be paid any more.</summary>
    public sealed record Closed : PreparedPayment;

    /// <summary>Stripe gave no answer; asking again is safe.</summary>
    public sealed record Unavailable : PreparedPayment;
}

/// <summary>What Stripe says of a payment, and what has been done about it.</summary>
public enum SettleResult
{
    Paid,
    StillOpen,
    Processing,
    Canceled,

    /// <summary>Stripe's object is not what the payment asked for. Nothing was moved; staff must look.</summary>
    Mismatch,
}

public enum CloseResult
{
    Closed,

    /// <summary>It was paid before it could be closed; the order is PAID.</summary>
    TurnedOutPaid,

    /// <summary>Stripe has not decided: the stock stays held and closing is tried again.</summary>
    Undecided,
}

/// <summary>A payment as staff see it.</summary>
public sealed record PaymentView(
    Guid Id, PaymentKind Kind, PaymentState State, Money Due, string? StripeId, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset? SettledAt);

/// <summary>Due while a payment is open: Stripe is asked, should no event have told us.</summary>
public sealed record SettlePayment(Guid PaymentId);

/// <summary>Due when an unpaid order's hold ends.</summary>
public sealed record ExpireOrder(Guid OrderId);

/// <summary>Stripe sent an event; its row tells whom to ask about.</summary>
public sealed record StripeEventArrived(Guid StripeEventId);

/// <summary>A bank has decided for its customer: what it has taken of the payment is gone.</summary>
public sealed record DisputeLost(Guid OrderId, Guid PaymentId);

/// <summary>Money came for an order that was cancelled, or paid already by another payment. It must go back.</summary>
public sealed record MoneyForCancelledOrder(Guid OrderId, Guid PaymentId);
