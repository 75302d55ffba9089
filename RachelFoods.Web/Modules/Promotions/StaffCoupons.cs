using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Promotions;

/// <summary>Coupons as those who tend the shop make and change them.</summary>
public sealed class StaffCoupons(ShopDb db, StoreContext stores, TimeProvider clock)
{
    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<CouponView>> ListAsync(CancellationToken ct) =>
        [.. (await db.Set<Coupon>().AsNoTracking().OrderByDescending(c => c.CreatedAt).ThenBy(c => c.Code).ToListAsync(ct)).Select(View)];

    public async Task<CouponView?> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<Coupon>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is { } coupon ? View(coupon) : null;

    public async Task<CouponStatistics> CountAsync(Guid id, CancellationToken ct)
    {
        var live = db.Set<CouponRedemption>().Where(r => r.CouponId == id && r.State != RedemptionState.GivenBack);
        var used = live.Where(r => r.State == RedemptionState.Used);
        return new CouponStatistics(
            await used.CountAsync(ct),
            await live.CountAsync(r => r.State == RedemptionState.Held, ct),
            In(await used.SumAsync(r => r.OrderTotal.Minor, ct)),
            In(await used.SumAsync(r => r.Discount.Minor, ct)),
            await used.CountAsync(r => r.NewCustomer, ct));
    }

    public Task<SaveCouponResult> AddAsync(CouponTerms terms, CancellationToken ct) => db.InTransactionAsync<SaveCouponResult>(
        async () =>
        {
            // Whoever adds the same code waits here, so that the second hears of the first.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"coupon {db.StoreId} {terms.Code}"}, 0))", ct);
            if (await db.Set<Coupon>().AnyAsync(c => c.Code == terms.Code, ct))
            {
                return new SaveCouponResult.CodeTaken();
            }
            var coupon = new Coupon(terms, clock.GetUtcNow());
            db.Add(coupon);
            return new SaveCouponResult.Saved(coupon.Id);
        },
        ct);

    /// <summary>Changes all but the code, by which orders know it.</summary>
    /// <param name="seenVersion">Of the coupon as the form showed it.</param>
    public Task<SaveCouponResult> ChangeAsync(Guid id, int seenVersion, CouponTerms terms, CancellationToken ct) => ChangeAsync(
        id,
        seenVersion,
        coupon =>
        {
            if (terms.TotalLimit < coupon.Used)
            {
                return new SaveCouponResult.LimitBelowUses(coupon.Used);
            }
            coupon.Change(terms with { Code = coupon.Code });
            return null;
        },
        ct);

    /// <summary>Off: nobody can use it any more; orders that did keep it.</summary>
    public Task<SaveCouponResult> SwitchAsync(Guid id, int seenVersion, bool on, CancellationToken ct) => ChangeAsync(
        id,
        seenVersion,
        coupon =>
        {
            coupon.Switch(on);
            return null;
        },
        ct);

    private Task<SaveCouponResult> ChangeAsync(
        Guid id, int seenVersion, Func<Coupon, SaveCouponResult?> change, CancellationToken ct) => db.InTransactionAsync(
        async () => await db.Set<Coupon>()
                .FromSql($"select * from coupons where store_id = {db.StoreId} and id = {id} for update").SingleOrDefaultAsync(ct) switch
            {
                null => new SaveCouponResult.NotFound(),
                var coupon when coupon.Version != seenVersion => new SaveCouponResult.Stale(View(coupon)),
                var coupon => change(coupon) ?? new SaveCouponResult.Saved(id),
            },
        ct);

    private Money In(long minor) => stores.Current.Zero with { Minor = minor };

    private static CouponView View(Coupon c) => new(c.Id, c.Terms, c.Active, c.Used, c.Version, c.CreatedAt);
}
