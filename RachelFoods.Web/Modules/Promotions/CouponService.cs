using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Promotions;

/// <summary>Whether somebody has ordered before, which Orders knows.</summary>
public interface IEarlierOrders
{
    /// <summary>An order that stands, other than the unpaid one of the customer's own cart.</summary>
    Task<bool> AnyAsync(CouponCustomer customer, CancellationToken ct);
}

/// <summary>An order's use of a coupon, to be written with the order.</summary>
/// <param name="NewCustomer">Has never ordered before.</param>
public sealed record CouponUse(Guid OrderId, CouponCustomer Customer, Money Discount, Money OrderTotal, bool NewCustomer);

/// <summary>Coupons as carts and orders use them.</summary>
public sealed class CouponService(ShopDb db, IEarlierOrders earlier, StoreContext stores, TimeProvider clock)
{
    /// <summary>Whether the code holds now. For showing; the decision is made by <see cref="LockAsync"/>.</summary>
    public async Task<CouponCheck> CheckAsync(
        string typed, IReadOnlyCollection<CouponItem> items, CouponCustomer customer, CancellationToken ct)
    {
        var code = CouponCode.Normal(typed);
        var coupon = await db.Set<Coupon>().AsNoTracking().SingleOrDefaultAsync(c => c.Code == (code ?? ""), ct);
        return await EvaluateAsync(coupon, code ?? typed, items, customer, ct);
    }

    /// <summary>The same, and nobody else uses the coupon until the caller's transaction ends.</summary>
    public async Task<CouponCheck> LockAsync(
        string code, IReadOnlyCollection<CouponItem> items, CouponCustomer customer, CancellationToken ct)
    {
        var coupon = await db.Set<Coupon>()
            .FromSql($"select * from coupons where store_id = {db.StoreId} and code = {code} for update").SingleOrDefaultAsync(ct);
        return await EvaluateAsync(coupon, code, items, customer, ct);
    }

    /// <summary>Counts the use. The coupon was locked before, and held.</summary>
    public void Use(CouponCheck check, CouponUse use)
    {
        var coupon = db.Set<Coupon>().Local.Single(c => c.Id == check.CouponId);
        coupon.Use();
        db.Add(new CouponRedemption(coupon.Id, use, once: coupon.PerCustomerLimit == 1, clock.GetUtcNow()));
    }

    public Task<bool> IsNewAsync(CouponCustomer customer, CancellationToken ct) => NotAsync(earlier.AnyAsync(customer, ct));

    /// <summary>The order is paid or confirmed. Done again, it changes nothing.</summary>
    public Task ConfirmAsync(Guid orderId, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"update coupon_redemptions set state = 'USED' where store_id = {db.StoreId} and order_id = {orderId} and state = 'HELD'", ct);

    /// <summary>The order is cancelled: its use is free for somebody else. Joins that transaction; done again, it changes nothing.</summary>
    public Task GiveBackAsync(Guid orderId, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        with given_back as (
            update coupon_redemptions set state = 'GIVEN_BACK'
            where store_id = {db.StoreId} and order_id = {orderId} and state <> 'GIVEN_BACK' returning coupon_id)
        update coupons set used = used - 1 from given_back where store_id = {db.StoreId} and id = given_back.coupon_id
        """,
        ct);

    private static async Task<bool> NotAsync(Task<bool> answer) => !await answer;

    // An unknown code is looked up as long as a known one, so that the time tells nothing.
    private async Task<CouponCheck> EvaluateAsync(
        Coupon? coupon, string code, IReadOnlyCollection<CouponItem> items, CouponCustomer customer, CancellationToken ct)
    {
        var (own, byCustomer) = await CountAsync(coupon?.Id ?? Guid.Empty, customer, ct);
        if (coupon is null)
        {
            return CouponCheck.Unknown(code);
        }
        var standing = new CouponStanding(
            coupon.Active,
            coupon.Used - own,
            customer.IsKnown ? byCustomer : null,
            coupon.FirstOrderOnly && customer.IsKnown ? await earlier.AnyAsync(customer, ct) : null,
            clock.GetUtcNow());
        return CouponRules.Evaluate(coupon.Id, coupon.Terms, standing, items, stores.Current);
    }

    private async Task<(int Own, int ByCustomer)> CountAsync(Guid couponId, CouponCustomer customer, CancellationToken ct)
    {
        var (cartId, userId) = (customer.CartId, customer.UserId);
        var email = customer.Email is { } typed ? CustomerEmail.Key(typed) : null;
        var live = await db.Set<CouponRedemption>()
            .Where(r => r.CouponId == couponId && r.State != RedemptionState.GivenBack)
            .Where(r => (cartId != null && r.CartId == cartId) || (userId != null && r.UserId == userId) || (email != null && r.EmailKey == email))
            .Select(r => cartId != null && r.CartId == cartId && r.State == RedemptionState.Held)
            .ToListAsync(ct);
        var own = live.Count(isOwn => isOwn);
        return (own, live.Count - own);
    }
}
