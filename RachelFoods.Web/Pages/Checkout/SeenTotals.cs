using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Pricing;

namespace RachelFoods.Web.Pages.Checkout;

/// <summary>What the buyer saw before pressing the button, carried by the form itself: that is what they agreed to, and nothing else.</summary>
public sealed class SeenTotals(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("checkout.seen");

    public string Write(Totals totals) => _protector.Protect(JsonSerializer.Serialize(totals.Explanation));

    /// <returns>Null for what was not written here.</returns>
    public Totals? Read(string? seen)
    {
        try
        {
            return seen is null ? null
                : TotalsCalculator.Compute(JsonSerializer.Deserialize<Explanation>(_protector.Unprotect(seen))!.ToInput());
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The cart holds what was seen, be it still to be had or not.</summary>
    public static bool IsOf(CartView cart, Totals seen) =>
        cart.Lines.ToDictionary(l => l.VariantId, l => l.Quantity) is var now
        && now.Count == seen.Lines.Count
        && seen.Lines.All(l => now.GetValueOrDefault(l.VariantId) == l.Quantity);
}
