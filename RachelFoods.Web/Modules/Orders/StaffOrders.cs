using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Orders;

/// <param name="Text">Part of an order's number, of an e-mail address or of a name.</param>
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

/// <summary>Orders as the staff look for them.</summary>
public sealed class StaffOrders(ShopDb db, StoreContext stores, TimeProvider clock)
{
    /// <summary>More are not counted.</summary>
    public const int MostNews = 100;

    private const int PageSize = 25;
    private static readonly DateOnly BeforeTheFirstOrder = new(2000, 1, 1);

    public Task<OrderList> ListAsync(OrderFilter filter, ListCursor? from, CancellationToken ct) =>
        Matching(filter).PageAsync(from, PageSize, ct);

    /// <summary>Orders that came after the one at the cursor, up to <see cref="MostNews"/>.</summary>
    public Task<int> CountNewerAsync(OrderFilter filter, ListCursor since, CancellationToken ct) => Matching(filter)
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

    private IQueryable<Order> Matching(OrderFilter filter)
    {
        var orders = Containing(db.Set<Order>(), filter.Text?.Trim());
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

    // A number or a whole address is found by its index; parts of a name or address are looked for in the newest orders first.
    private IQueryable<Order> Containing(IQueryable<Order> orders, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return orders;
        }
        if (text.All(char.IsAsciiDigit) && text.Length < 10)
        {
            var year = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), stores.Current.Zone).Year;
            string[] numbers = [.. Enumerable.Range(0, 3).Select(ago => OrderNumbers.Write(year - ago, int.Parse(text, CultureInfo.InvariantCulture)))];
            return orders.Where(o => numbers.Contains(o.Number));
        }
        if (text.StartsWith("ORD-", StringComparison.OrdinalIgnoreCase))
        {
            var number = text.ToUpperInvariant();
            return orders.Where(o => o.Number == number);
        }
        var part = $"%{Literally(text)}%";
        return orders.Where(o => EF.Functions.ILike(o.Name, part) || EF.Functions.ILike(o.Email, part));
    }

    private static string Literally(string text) => string.Concat(text.Select(c => c is '%' or '_' or '\\' ? $"\\{c}" : $"{c}"));

    private DateTimeOffset StartOf(DateOnly day) => stores.Current.StartOf(day < BeforeTheFirstOrder ? BeforeTheFirstOrder : day);
}
