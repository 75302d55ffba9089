using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Pricing;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Pages.Admin.Coupons;

/// <summary>What a code would do for a made-up basket, rule by rule. Nothing is used up.</summary>
[Authorize(Policy = Policies.Admin)]
[ResponseCache(NoStore = true)]
public sealed class TestModel(CouponService coupons, ProductService products, BasketPricing pricing) : PageModel
{
    [BindProperty]
    public TestForm Form { get; set; } = new();

    /// <summary>Null until something was tested.</summary>
    public CouponCheck? Check { get; private set; }

    public Totals Totals { get; private set; } = null!;

    public void OnGet() => Form.Fill();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Form.Fill();
        var items = await ReadAsync(ct);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var customer = new CouponCustomer(null, string.IsNullOrWhiteSpace(Form.Email) ? null : Form.Email, null);
        Check = await coupons.CheckAsync(Form.Code, [.. items.Select(i => i.ForCoupon())], customer, ct);
        Totals = (await pricing.PriceAsync(items, Check, ct)).Totals;
        return Page();
    }

    private async Task<List<BasketItem>> ReadAsync(CancellationToken ct)
    {
        string[] skus = [.. Form.Lines.Select(l => l.Sku?.Trim() ?? "").Where(sku => sku.Length > 0)];
        var variants = await products.FindVariantsBySkuAsync(skus, ct);
        var items = new List<BasketItem>();
        for (var i = 0; i < Form.Lines.Count; i++)
        {
            var (sku, quantity) = (Form.Lines[i].Sku?.Trim() ?? "", Form.Lines[i].Quantity ?? 1);
            if (sku.Length > 0 && !variants.ContainsKey(sku))
            {
                ModelState.AddModelError($"Form.Lines[{i}].Sku", "There is no product with this SKU");
            }
            else if (sku.Length > 0)
            {
                items.Add(new BasketItem(variants[sku], quantity));
            }
        }
        return items;
    }
}
