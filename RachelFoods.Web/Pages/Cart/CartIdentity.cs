using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Pages.Cart;

/// <summary>Whose cart this request is about: the customer's by the log-in, a guest's by a protected cookie of this store.</summary>
public sealed class CartIdentity(
    IHttpContextAccessor http, IDataProtectionProvider protection, IOptions<ShopOptions> shop, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    private readonly IDataProtector _protector = protection.CreateProtector("cart");

    public CartOwner Owner => new(Context.User.BuyerId(), GuestCartId);

    /// <summary>Null without a cookie, and for one that was not made by this store.</summary>
    public Guid? GuestCartId
    {
        get
        {
            try
            {
                return Context.Request.Cookies[CookieName] is { } value ? new Guid(_protector.Unprotect(Convert.FromBase64String(value))) : null;
            }
            catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
            {
                return null;
            }
        }
    }

    /// <summary>A guest's browser keeps the cart's id, from its last change on for 90 days. A customer needs no cookie.</summary>
    public void Remember(CartView cart)
    {
        if (cart.Id is { } id && Context.User.BuyerId() is null)
        {
            Context.Response.Cookies.Append(CookieName, Convert.ToBase64String(_protector.Protect(id.ToByteArray())), Options(Life));
        }
    }

    public void Forget() => Context.Response.Cookies.Delete(CookieName, Options(null));

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("Nobody asks: there is no request.");

    private string CookieName => shop.Value.CookieName("cart");

    private CookieOptions Options(TimeSpan? life) => new()
    {
        HttpOnly = true,
        Secure = shop.Value.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
        Expires = clock.GetUtcNow() + life,
    };
}
