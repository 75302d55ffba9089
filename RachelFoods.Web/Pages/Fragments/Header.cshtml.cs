using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Pages.Cart;
using RachelFoods.Web.Pages.Shared;

namespace RachelFoods.Web.Pages.Fragments;

/// <summary>What a page that is the same for everyone asks for afterwards: this person's cart and account.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class HeaderModel(CartService carts, CartIdentity identity) : PageModel
{
    public HeaderView Header { get; private set; } = HeaderView.Anyone;

    public async Task OnGetAsync(CancellationToken ct) => Header = HeaderView.Of(User, await carts.CountAsync(identity.Owner, ct));
}
