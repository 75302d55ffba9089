using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Pages.Admin.Coupons;

/// <summary>The form as both the page for a new coupon and the one for an old show it.</summary>
public sealed class CouponDesk(ProductService products, StoreContext stores)
{
    public Store Store => stores.Current;

    public async Task<CouponFormView> ShowAsync(CouponForm form, bool isNew, CancellationToken ct) =>
        new(form, await products.ListChoicesAsync(ct), isNew, Store.Currency, Store.TimeZone.Replace('_', ' '));
}
