using Microsoft.AspNetCore.Mvc.ViewFeatures;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Cart;

namespace RachelFoods.Web.Pages.Cart;

/// <summary>What a guest collected comes along at log-in; the cart page says so the next time it is shown.</summary>
internal sealed class GuestCartJoins(
    CartService carts, CartIdentity identity, ITempDataDictionaryFactory notes, IHttpContextAccessor http) : ISignInHook
{
    public async Task OnSignedInAsync(Guid userId, CancellationToken ct)
    {
        if (http.HttpContext is not { } context || identity.GuestCartId is not { } guestCartId)
        {
            return;
        }
        var (units, before) = await carts.MergeAsync(guestCartId, userId, ct);
        identity.Forget();
        if (units > 0 && before > 0)
        {
            notes.GetTempData(context)[IndexModel.NoticeKey] =
                $"We added {units} {(units == 1 ? "item" : "items")} from your earlier cart.";
        }
    }
}
