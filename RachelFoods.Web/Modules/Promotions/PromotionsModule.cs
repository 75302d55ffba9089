namespace RachelFoods.Web.Modules.Promotions;

public static class PromotionsModule
{
    public static IServiceCollection AddPromotions(this IServiceCollection services) => services.AddScoped<CouponService>().AddScoped<StaffCoupons>();
}
