using RachelFoods.Web.Kernel;
using static RachelFoods.Web.Modules.Orders.OrderStatus;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>A snapshot of what was bought, at which price, under which terms, and where it stands.</summary>
internal sealed partial class Order : Entity, IWatched
{
    private readonly List<OrderLine> _lines = [];
    private readonly List<OrderMove> _history = [];
    private readonly List<OrderWord> _words = [];

    private Order()
    {
        Number = Email = Name = Phone = Street = City = Region = PostalCode = Country = Notes = AddressKey = ContentHash = Explanation = "";
    }

    public string Number { get; private init; }

    public OrderStatus Status { get; private set; }

    public PaymentStatus PaymentStatus { get; private set; }

    public PaymentMethod Method { get; private init; }

    /// <summary>Unique in its cart: the same form sent twice is one order.</summary>
    public Guid FormKey { get; private init; }

    public Guid? CartId { get; private init; }

    /// <summary>Hash of lines, amounts and delivery: placing the same cart again with the same content returns this order.</summary>
    public string ContentHash { get; private init; }

    public Guid? BuyerId { get; private init; }

    /// <summary>When an account took a guest's order for its own; <see cref="GuestOrders"/>.</summary>
    public DateTimeOffset? ClaimedAt { get; private init; }

    /// <summary>In lower case, to be found by.</summary>
    public string Email { get; private init; }

    public string Name { get; private init; }

    public string Phone { get; private init; }

    public string Street { get; private init; }

    public string City { get; private init; }

    public string Region { get; private init; }

    public string PostalCode { get; private init; }

    public string Country { get; private init; }

    public string Notes { get; private init; }

    /// <summary><see cref="OrderContact.AddressKey"/>: unpaid orders to one door are counted by it.</summary>
    public string AddressKey { get; private init; }

    /// <summary>Of the coupon that was used for it; null without one.</summary>
    public string? CouponCode { get; private init; }

    public Money Goods { get; private init; }

    public Money Discount { get; private init; }

    public Money Delivery { get; private init; }

    public Money Tax { get; private init; }

    public bool TaxIncluded { get; private init; }

    public Money Total { get; private init; }

    /// <summary>What of the total the customer's wallet pays, in the smallest unit of its currency.</summary>
    public long WalletMinor { get; private init; }

    public Money Wallet => Total with { Minor = WalletMinor };

    /// <summary>What is left for a card, or for cash at the door.</summary>
    public Money Due => Total - Wallet;

    /// <summary>Why each figure is what it is, as Pricing told it; JSON.</summary>
    public string Explanation { get; private init; }

    public DateTimeOffset PlacedAt { get; private init; }

    /// <summary>When the stock held for an unpaid card order may be given back.</summary>
    public DateTimeOffset? HeldUntil { get; private init; }

    /// <summary>Set when the order is about to be closed: no new attempt to pay is let in.</summary>
    public DateTimeOffset? ClosingSince { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    public string? CancelReason { get; private set; }

    /// <summary>Its units are in the products' sales figures, and must not be added again.</summary>
    public bool SalesCounted { get; private set; }

    /// <summary>Until when the last move can be undone; nothing once somebody was told of it, or if it never could.</summary>
    public DateTimeOffset? UndoUntil { get; private set; }

    /// <summary>Grows with each move: a page that shows an older one is stale.</summary>
    public int Version { get; private set; }

    Watched IWatched.Watched => OrderTopic.Of(Id);

    public IReadOnlyList<OrderLine> Lines => _lines;

    public IReadOnlyList<OrderMove> History => _history;

    /// <summary>What it is found by. Whatever changes number, contact or lines writes them anew.</summary>
    public IReadOnlyList<OrderWord> Words => _words;

    public static Order Place(PlaceOrder place, string number, Guid id, string contentHash, IEnumerable<OrderLine> lines, DateTimeOffset now)
    {
        var (contact, totals) = (place.Contact, place.Totals);
        var order = new Order
        {
            Id = id,
            Number = number,
            Method = place.Method,
            FormKey = place.FormKey,
            CartId = place.CartId,
            ContentHash = contentHash,
            BuyerId = place.BuyerId,
            Email = contact.Email,
            Name = contact.Name,
            Phone = contact.Phone,
            Street = contact.Street,
            City = contact.City,
            Region = contact.Region,
            PostalCode = contact.PostalCode,
            Country = contact.Country,
            Notes = contact.Notes,
            AddressKey = contact.AddressKey(),
            CouponCode = place.CouponCode,
            Goods = totals.Goods,
            Discount = totals.Discount,
            Delivery = totals.Delivery,
            Tax = totals.Tax,
            TaxIncluded = totals.TaxIncluded,
            Total = totals.Total,
            WalletMinor = place.Wallet.Minor,
            Explanation = OrderExplanation.Write(totals.Explanation),
            PlacedAt = now,
            HeldUntil = place.Method == PaymentMethod.Card ? now + place.Hold : null,
        };
        order._lines.AddRange(lines);
        order._words.AddRange(SearchWords.Of(number, contact.Email, contact.Name, contact.Phone, order._lines.Select(l => l.Sku))
            .Select(word => new OrderWord(word, now, id)));
        order.Remember(new OrderMove(order.Id, null, order.Status, now, ActorKind.Buyer, place.BuyerId, null));
        order.Raise(new OrderPlaced(order.Id));
        return order;
    }

    public OrderStep? StepTo(OrderStatus next, ActorKind by) => OrderSteps.Find(Status, next, Method, by);

    /// <summary>What <paramref name="by"/> has chosen. Each target has one verb; a target without one cannot be chosen.</summary>
    /// <param name="undoFor">How long staff may take back what can be undone.</param>
    public void MoveOn(OrderStatus next, Actor by, DateTimeOffset now, string? reason, TimeSpan undoFor = default)
    {
        switch (next)
        {
            case Paid: MarkPaid(by, now); break;
            case Delivered: Deliver(by, now, undoFor); break;
            case Cancelled: Cancel(by, now, reason); break;
            default: MoveTo(next, by, now, reason, undoFor); break;
        }
    }

    public void MarkPaid(Actor by, DateTimeOffset now)
    {
        MoveTo(Paid, by, now);
        ClosingSince = null;
        TakeMoney(now);
    }

    /// <summary>A cash order is paid at the door.</summary>
    public void Deliver(Actor by, DateTimeOffset now, TimeSpan undoFor = default)
    {
        MoveTo(Delivered, by, now, undoFor: undoFor);
        if (Method == PaymentMethod.CashOnDelivery)
        {
            TakeMoney(now);
        }
    }

    public void Cancel(Actor by, DateTimeOffset now, string? reason)
    {
        MoveTo(Cancelled, by, now, reason);
        CancelReason = reason;
        Raise(new OrderCancelled(Id));
    }

    /// <summary>Goes back to where the last move came from. Both stay in the history.</summary>
    public void Undo(OrderMove last, Actor by, DateTimeOffset now)
    {
        if (UndoUntil is null || last.From is not { } before)
        {
            throw new IllegalTransition(Id, Status, last.From ?? Status);
        }
        (Status, UndoUntil) = (before, null);
        Remember(new OrderMove(Id, last.To, before, now, by.Kind, by.UserId, null, last.Id));
    }

    /// <summary>Somebody is about to be told of the last move.</summary>
    public void EndUndo() => UndoUntil = null;

    /// <summary>Lets no new attempt to pay begin, so that what is still under way can be stopped.</summary>
    public void StartClosing(DateTimeOffset now)
    {
        if (Status == Pending)
        {
            ClosingSince ??= now;
        }
    }

    /// <summary>What was taken and given back by now, all payments of the order and its wallet together.</summary>
    public void NoteMoney(Money taken, Money returned) => PaymentStatus =
        returned.IsZero || taken - returned >= Total ? PaymentStatus.Paid
        : taken == returned ? PaymentStatus.Refunded
        : PaymentStatus.PartiallyRefunded;

    /// <returns>How often its units are to be added to the products' figures: once, not at all, or less once.</returns>
    public int CountSales()
    {
        var (before, now) = (SalesCounted, PaidAt is not null && Status != Cancelled);
        SalesCounted = now;
        return (now ? 1 : 0) - (before ? 1 : 0);
    }

    private void TakeMoney(DateTimeOffset now)
    {
        PaymentStatus = PaymentStatus.Paid;
        PaidAt = now;
        Raise(new OrderPaid(Id));
    }

    private void MoveTo(OrderStatus next, Actor by, DateTimeOffset now, string? reason = null, TimeSpan undoFor = default)
    {
        var step = StepTo(next, by.Kind) ?? throw new IllegalTransition(Id, Status, next);
        if (step.NeedsReason && string.IsNullOrWhiteSpace(reason))
        {
            throw new ArgumentException($"Moving an order from {Status} to {next} needs a reason.", nameof(reason));
        }
        var move = new OrderMove(Id, Status, next, now, by.Kind, by.UserId, reason);
        (Status, UndoUntil) = (next, step.CanBeUndone && undoFor > TimeSpan.Zero ? now + undoFor : null);
        Remember(move);
        Raise(new OrderMoved(Id, move.Id), UndoUntil);
    }

    private void Remember(OrderMove move)
    {
        _history.Add(move);
        Version++;
    }
}
