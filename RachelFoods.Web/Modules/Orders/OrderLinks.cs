using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>The links by which a guest finds an order again. They cannot be guessed and count in their own store only.</summary>
public sealed class OrderLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("orders.link");

    public string ToToken(Guid orderId) => WebEncoders.Base64UrlEncode(_protector.Protect(orderId.ToByteArray()));

    public string TrackingPath(Guid orderId) => $"/orders/track/{ToToken(orderId)}";

    public string PayPath(Guid orderId) => $"/checkout/pay/{ToToken(orderId)}";

    /// <returns>Null for a token that was not made here, for this store.</returns>
    public Guid? FromToken(string token)
    {
        try
        {
            return new Guid(_protector.Unprotect(WebEncoders.Base64UrlDecode(token)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
