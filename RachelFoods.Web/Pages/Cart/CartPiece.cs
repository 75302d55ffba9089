using System.Globalization;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Pages.Shared;

namespace RachelFoods.Web.Pages.Cart;

/// <summary>The cart as it is shown, with what was refused beside its line.</summary>
/// <param name="Wrong">The line whose quantity was refused.</param>
/// <param name="Typed">What was typed there.</param>
/// <param name="Why">Why it was refused.</param>
public sealed record CartPiece(CartView Cart, Guid? Wrong = null, string? Typed = null, string? Why = null)
{
    /// <summary>The code as it was typed, and why it was refused.</summary>
    public (string? Typed, string? Problem) Code { get; init; }

    public CouponPiece Coupon => new(Cart.Coupon, "/Cart/Index", "#cart-lines", "code", Code.Typed, Code.Problem);

    public string? ProblemOf(CartLineView line) => line.VariantId == Wrong ? Why : line.Problem;

    public StepperView StepperOf(CartLineView line) => new(
        $"quantity-{line.VariantId}",
        "quantity",
        $"Quantity of {line.ProductName}, {line.VariantName}",
        line.VariantId == Wrong && int.TryParse(Typed, CultureInfo.InvariantCulture, out var typed) ? typed : line.Quantity,
        Min: 0)
    {
        ErrorId = ProblemOf(line) is null ? null : ProblemId(line),
    };

    public static string ProblemId(CartLineView line) => $"problem-{line.VariantId}";
}

/// <param name="Header">The header's own piece, which changes with the cart.</param>
public sealed record CartUpdate(CartPiece Piece, HeaderView Header);

/// <summary>What was put into the cart, or why it was not.</summary>
public sealed record CartAddition(CartView Cart, HeaderView Header, Guid VariantId, int Quantity, string? Problem)
{
    public CartLineView? Line => Cart.Lines.FirstOrDefault(l => l.VariantId == VariantId);
}
