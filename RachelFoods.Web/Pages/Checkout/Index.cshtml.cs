using Htmx;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Modules.Users;
using RachelFoods.Web.Pages.Cart;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Checkout;

public sealed class IndexModel(
    CartService carts, CartIdentity identity, CartDesk desk, WalletAtCheckout wallet, SeenTotals seen, Placing placing, KnownBuyer known,
    StoreSettingsService settings, CheckoutCoupon coupon, RateLimits limits) : PageModel
{
    [BindProperty]
    public CheckoutForm Form { get; set; } = new();

    public CartView Cart { get; private set; } = null!;

    public WalletOffer Wallet { get; private set; } = null!;

    /// <summary>Of a customer's book; empty for a guest.</summary>
    public IReadOnlyList<AddressView> Addresses { get; private set; } = [];

    /// <summary>The one that the form was filled in with.</summary>
    public Guid? Chosen { get; private set; }

    public CouponPiece Coupon => coupon.Piece(Cart);

    /// <summary>Why nothing was placed, other than a wrong field.</summary>
    public PlacingResult.Refused? Refusal { get; private set; }

    [TempData(Key = Pages.Cart.IndexModel.NoticeKey)]
    public string? Notice { get; set; }

    /// <param name="address">Of the customer's book; without it the default is taken.</param>
    public async Task<IActionResult> OnGetAsync(Guid? address, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!Cart.CanCheckOut)
        {
            return ToCart();
        }
        if (User.BuyerId() is { } buyer)
        {
            Chosen = await known.FillAsync(Form, buyer, Addresses, address, ct);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await placing.FindEarlierAsync(Form.FormKey, ct) is { } earlier)
        {
            return GoOn(earlier);
        }
        if (!string.IsNullOrWhiteSpace(Form.Code) && Form.Code != Form.RefusedCode)
        {
            return await OnPostCouponAsync(ct);
        }
        await LoadAsync(ct);
        if (Cart.Lines.Count == 0)
        {
            return ToCart();
        }
        Form.CheckShape(ModelState, nameof(Form));
        CheckWallet();
        if (!ModelState.IsValid)
        {
            return Again(null);
        }
        switch (await PlaceAsync(ct))
        {
            case PlacingResult.Goes goes:
                await known.KeepAsync(Form, User.BuyerId(), ct);
                return GoOn(goes);
            case PlacingResult.Refused refused:
                await LoadAsync(ct);
                return Again(refused);
            case var other:
                throw new NotSupportedException($"{other}");
        }
    }

    /// <summary>Shows what store credit leaves to pay. Without JavaScript its button does the same.</summary>
    public async Task<IActionResult> OnPostWalletAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Forgive();
        CheckWallet();
        return Cart.Lines.Count == 0 ? ToCart() : ModelState.IsValid ? Page() : Again(null);
    }

    /// <summary>Takes what is left of each marked line, and shows the form again with all that was typed.</summary>
    public async Task<IActionResult> OnPostFitAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        foreach (var line in Cart.Lines.Where(l => l.Problem is not null))
        {
            await carts.SetQuantityAsync(identity.Owner, line.VariantId, line.Most, ct);
        }
        await LoadAsync(ct);
        Forgive();
        return Cart.CanCheckOut ? Page() : ToCart();
    }

    /// <summary>Shows the form again with the new total, and all that was typed.</summary>
    public async Task<IActionResult> OnPostCouponAsync(CancellationToken ct)
    {
        await coupon.ApplyAsync(HttpContext, Form, ct);
        return await LookAgainAsync(ct);
    }

    public async Task<IActionResult> OnPostNoCouponAsync(CancellationToken ct)
    {
        await coupon.RemoveAsync(ct);
        return await LookAgainAsync(ct);
    }

    public string Seen => seen.Write(Cart.Totals, Wallet.Share);

    private async Task<IActionResult> LookAgainAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Forgive();
        return Cart.Lines.Count == 0 ? ToCart() : Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Cart = (await desk.FindAsync(ct, string.IsNullOrWhiteSpace(Form.Email) ? null : Form.Email)).Cart;
        Form.Shape = await settings.AddressShapeAsync(ct);
        Addresses = await known.AddressesAsync(User.BuyerId(), Form.Shape, ct);
        Wallet = await wallet.FindAsync(Form, Cart, User.BuyerId(), ct);
    }

    private void CheckWallet()
    {
        if (Wallet.Problem is { } problem)
        {
            ModelState.AddModelError($"{nameof(Form)}.{nameof(Form.WalletAmount)}", problem);
        }
    }

    private async Task<PlacingResult> PlaceAsync(CancellationToken ct) =>
        await limits.MustWaitAsync(HttpContext, [(Limited.PlaceByAddress, HttpContext.ClientKey())], ct) is { } words
            ? new PlacingResult.Refused("Please wait a little", [words])
            : await placing.PlaceAsync(Form, Cart, Wallet, User.BuyerId(), ct);

    private PageResult Again(PlacingResult.Refused? refusal)
    {
        Refusal = refusal;
        if (Response.StatusCode == StatusCodes.Status200OK)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return Page();
    }

    // Nobody has asked yet whether the fields are right.
    private void Forgive()
    {
        foreach (var field in ModelState.Values)
        {
            field.Errors.Clear();
        }
    }

    private IActionResult ToCart()
    {
        Notice = Cart.Lines.Count == 0 ? "There is nothing to check out yet." : "Some items need a change before you can check out.";
        return GoTo("/cart");
    }

    private IActionResult GoOn(PlacingResult.Goes goes)
    {
        HttpContext.Note("OrderId", goes.OrderId);
        return GoTo(goes.Path);
    }

    private IActionResult GoTo(string path)
    {
        if (Request.IsHtmx())
        {
            Response.Htmx(htmx => htmx.Redirect(path));
            return new OkResult();
        }
        return this.SeeOther(path);
    }
}
