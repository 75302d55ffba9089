using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Orders;

/// <param name="Text">Words that all belong to an order: its number, the beginning of its e-mail, a name or a SKU, the end of its phone number.</param>
/// <param name="From">First day, in the store's zone.</param>
/// <param name="To">Last day, in the store's zone.</param>
public sealed record OrderFilter(
    string? Text = null,
    OrderStatus? Status = null,
    PaymentStatus? Payment = null,
    PaymentMethod? Method = null,
    DateOnly? From = null,
    DateOnly? To = null);

/// <summary>What waits for the staff.</summary>
public sealed record OrderCounts(int Unpaid, int PaidToConfirm, int CashToConfirm, int ToPack, int Packing, int OnTheWay);

/// <param name="HeldUntil">When its goods are given back unless it is paid; null for cash.</param>
public sealed record OrderHold(Guid Id, string Number, DateTimeOffset? HeldUntil);

/// <summary>Orders as the staff look for them.</summary>
public sealed class StaffOrders(ShopDb db, StoreContext stores)
{
    /// <summary>More are not counted.</summary>
    public const int MostNews = 100;

    private const int PageSize = 25;
    private static readonly DateOnly BeforeTheFirstOrder = new(2000, 1, 1);

    public async Task<OrderList> ListAsync(OrderFilter filter, ListCursor? from, CancellationToken ct) =>
        await (await MatchingAsync(filter, ct)).PageAsync(from, PageSize, ct);

    /// <summary>Orders that came after the one at the cursor, up to <see cref="MostNews"/>.</summary>
    public async Task<int> CountNewerAsync(OrderFilter filter, ListCursor since, CancellationToken ct) => await (await MatchingAsync(filter, ct))
        .Where(o => EF.Functions.GreaterThan(ValueTuple.Create(o.PlacedAt, o.Id), ValueTuple.Create(since.At, since.Id))).Take(MostNews).CountAsync(ct);

    public async Task<OrderCounts> CountAsync(CancellationToken ct)
    {
        OrderStatus[] waiting = [OrderStatus.Pending, OrderStatus.Paid, OrderStatus.Confirmed, OrderStatus.Preparing, OrderStatus.Shipping];
        var counts = await db.Set<Order>().Where(o => waiting.Contains(o.Status)).GroupBy(o => new { o.Status, o.Method })
            .Select(same => new { same.Key.Status, same.Key.Method, Count = same.Count() }).ToListAsync(ct);
        int Of(OrderStatus status, PaymentMethod? method = null) =>
            counts.Where(c => c.Status == status && (method ?? c.Method) == c.Method).Sum(c => c.Count);
        return new OrderCounts(
            Of(OrderStatus.Pending, PaymentMethod.Card),
            Of(OrderStatus.Paid),
            Of(OrderStatus.Pending, PaymentMethod.CashOnDelivery),
            Of(OrderStatus.Confirmed),
            Of(OrderStatus.Preparing),
            Of(OrderStatus.Shipping));
    }

    public async Task<IReadOnlyDictionary<Guid, string>> NumbersAsync(IReadOnlyCollection<Guid> orderIds, CancellationToken ct) =>
        await db.Set<Order>().Where(o => orderIds.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Number, ct);

    public async Task<IReadOnlyDictionary<Guid, OrderHold>> HoldsAsync(IReadOnlyCollection<Guid> orderIds, CancellationToken ct) =>
        await db.Set<Order>().Where(o => orderIds.Contains(o.Id)).Select(o => new OrderHold(o.Id, o.Number, o.HeldUntil)).ToDictionaryAsync(o => o.Id, ct);

    private async Task<IQueryable<Order>> MatchingAsync(OrderFilter filter, CancellationToken ct)
    {
        IQueryable<Order> orders = db.Set<Order>();
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            orders = await new OrderSearch(db).ContainingAsync(orders, filter.Text, ct);
        }
        if (filter.Status is { } status)
        {
            orders = orders.Where(o => o.Status == status);
        }
        if (filter.Payment is { } payment)
        {
            orders = orders.Where(o => o.PaymentStatus == payment);
        }
        if (filter.Method is { } method)
        {
            orders = orders.Where(o => o.Method == method);
        }
        if (filter.From is { } first)
        {
            var start = StartOf(first);
            orders = orders.Where(o => o.PlacedAt >= start);
        }
        if (filter.To is { } last && last < DateOnly.MaxValue)
        {
            var end = StartOf(last.AddDays(1));
            orders = orders.Where(o => o.PlacedAt < end);
        }
        return orders;
    }

    private DateTimeOffset StartOf(DateOnly day) => stores.Current.StartOf(day < BeforeTheFirstOrder ? BeforeTheFirstOrder : day);
}
