using Htmx;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Pages.Shared;

namespace RachelFoods.Web.Pages.Cart;

/// <summary>Its forms stand on pages that are the same for everyone and so carry no token; the check of cross-site writes guards it.</summary>
[IgnoreAntiforgeryToken]
public sealed class AddModel(CartService carts, CartIdentity identity) : PageModel
{
    public CartAddition Addition { get; private set; } = null!;

    public IActionResult OnGet() => RedirectToPage("/Cart/Index");

    public async Task<IActionResult> OnPostAsync(Guid variantId, int? quantity, CancellationToken ct)
    {
        var wanted = quantity ?? (ModelState.IsValid ? 1 : 0);
        var result = wanted is >= 1 and <= CartService.MostOfOne
            ? await carts.AddAsync(identity.Owner, variantId, wanted, ct)
            : new CartResult.Refused(
                await carts.FindAsync(identity.Owner, ct), variantId, $"Enter a number from 1 to {CartService.MostOfOne}");
        Addition = new CartAddition(
            result.Cart, HeaderView.Of(User, result.Cart.Count), variantId, wanted, (result as CartResult.Refused)?.Problem);
        return Addition.Problem is null ? Added() : Refused();
    }

    private IActionResult Added()
    {
        identity.Remember(Addition.Cart);
        return Request.IsHtmx() ? Partial("_CartSaid", Addition) : RedirectToPage("/Cart/Index");
    }

    private IActionResult Refused()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Request.IsHtmx() ? Partial("_CartSaid", Addition) : Page();
    }
}
