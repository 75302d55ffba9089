using Microsoft.AspNetCore.Mvc.Rendering;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Pages.Admin.Coupons;

/// <param name="IsNew">The code can still be chosen.</param>
public sealed record CouponFormView(CouponForm Form, ProductChoices Choices, bool IsNew, string Currency, string TimeZone)
{
    public static IReadOnlyList<SelectListItem> Kinds { get; } =
    [
        new("Percentage off", nameof(CouponKind.Percent)), new("Amount off", nameof(CouponKind.Amount)),
        new("Free delivery", nameof(CouponKind.FreeDelivery)),
    ];

    public static IReadOnlyList<SelectListItem> Scopes { get; } =
    [
        new("All goods", nameof(CouponScope.All)), new("Some categories", nameof(CouponScope.Categories)),
        new("Some products", nameof(CouponScope.Products)),
    ];
}
