using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Pricing;

namespace RachelFoods.Web.Pages.Checkout;

/// <param name="Wallet">What of the total store credit was to pay.</param>
public sealed record Seen(Totals Totals, Money Wallet);

/// <summary>What the buyer saw before pressing the button, carried by the form itself: that is what they agreed to, and nothing else.</summary>
public sealed class SeenTotals(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("checkout.seen");

    public string Write(Totals totals, Money wallet) => _protector.Protect(JsonSerializer.Serialize(new Written(totals.Explanation, wallet)));

    /// <returns>Null for what was not written here.</returns>
    public Seen? Read(string? seen)
    {
        try
        {
            return seen is null || JsonSerializer.Deserialize<Written>(_protector.Unprotect(seen)) is not { Why: { } why } written ? null
                : new Seen(TotalsCalculator.Compute(why.ToInput()), written.Wallet);
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

    private sealed record Written(Explanation Why, Money Wallet);
}
