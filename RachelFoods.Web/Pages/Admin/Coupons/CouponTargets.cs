using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Pages.Admin.Coupons;

/// <summary>A list from which several are chosen.</summary>
public sealed record CouponTargets(string Name, string Label, IReadOnlyList<NamedId> All, IReadOnlyCollection<Guid> Chosen, string? Error)
{
    public string Id => Name.Replace('.', '_');
}
