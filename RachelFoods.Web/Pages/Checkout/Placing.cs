using System.Globalization;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Pricing;

namespace RachelFoods.Web.Pages.Checkout;

/// <summary>What pressing the button came to.</summary>
public abstract record PlacingResult
{
    /// <param name="Path">Where the buyer goes on.</param>
    public sealed record Goes(Guid OrderId, string Path) : PlacingResult;

    /// <summary>Nothing was placed and nothing charged.</summary>
    public sealed record Refused(string Title, IReadOnlyList<string> Why) : PlacingResult;
}

/// <summary>From the filled-in form to the page where it is paid.</summary>
public sealed class Placing(
    CheckoutService checkout, CartOrders orders, OrderLinks links, SeenTotals seenTotals, StoreContext stores, IOptions<OrdersOptions> options)
{
    /// <summary>Where the same form led before; null if it is new.</summary>
    public async Task<PlacingResult.Goes?> FindEarlierAsync(Guid formKey, CancellationToken ct) =>
        await orders.FindByFormKeyAsync(formKey, ct) is { } orderId ? ToPay(orderId) : null;

    public async Task<PlacingResult> PlaceAsync(
        CheckoutForm form, CartView cart, WalletOffer wallet, Guid? buyerId, CancellationToken ct)
    {
        if (seenTotals.Read(form.Seen) is not var (seen, credit))
        {
            return new PlacingResult.Refused("Please look at your order once more", ["This page was open for too long."]);
        }
        if (!SeenTotals.IsOf(cart, seen) || cart.Totals.Explanation.Coupon?.Code != seen.Explanation.Coupon?.Code)
        {
            return Changed(seen, cart.Totals, cart.Coupon?.Problem);
        }
        if (credit != wallet.Share && seen.HasSameFiguresAs(cart.Totals)) // other prices are told as such
        {
            return WalletDiffers(credit, wallet.Share);
        }
        var order = new PlaceOrder(
            form.FormKey,
            cart.Id!.Value,
            buyerId,
            Contact(form),
            PaymentMethod.Card,
            [.. seen.Lines.Select(l => new Wanted(l.VariantId, l.Quantity))],
            seen,
            options.Value.Hold)
        {
            Wallet = credit,
        };
        return await checkout.PlaceAsync(order, ct) switch
        {
            CheckoutResult.Placed placed => ToPay(placed.OrderId),
            CheckoutResult.AlreadyPaid paid => new PlacingResult.Goes(paid.OrderId, links.TrackingPath(paid.OrderId)),
            CheckoutResult.Refused { Why: PlaceOrderResult.OutOfStock lacking } => OutOfStock(seen, lacking.Sellable),
            CheckoutResult.Refused { Why: PlaceOrderResult.OverLimit over } => OverLimit(seen, over.Most),
            CheckoutResult.Refused { Why: PlaceOrderResult.TotalsChanged changed } => Changed(seen, changed.Now, changed.CouponProblem),
            CheckoutResult.Refused { Why: PlaceOrderResult.WalletChanged changed } => WalletDiffers(credit, changed.Spendable),
            CheckoutResult.Refused { Why: PlaceOrderResult.TooManyOpen many } => TooManyOpen(many.Limit),
            _ => new PlacingResult.Refused(
                "That did not work just now", ["Nothing was charged. Please try again in a minute; all you typed is still here."]),
        };
    }

    private PlacingResult.Goes ToPay(Guid orderId) => new(orderId, links.PayPath(orderId));

    private static OrderContact Contact(CheckoutForm form)
    {
        var to = form.Read();
        return new OrderContact(
            form.Email.Trim(), to.Name, to.Phone, to.Street, to.City, to.Region, to.PostalCode, to.Country, form.Notes?.Trim() ?? "");
    }

    private static PlacingResult.Refused OutOfStock(Totals seen, IReadOnlyDictionary<Guid, int> sellable) => new(
        "Not everything is left",
        [.. seen.Explanation.Lines.Where(l => sellable.ContainsKey(l.VariantId))
            .Select(l => sellable[l.VariantId] > 0 ? $"{l.Name}: only {sellable[l.VariantId]} left." : $"{l.Name} is sold out.")]);

    private static PlacingResult.Refused OverLimit(Totals seen, IReadOnlyDictionary<Guid, int> most) => new(
        "That is more than one order can hold",
        [.. seen.Explanation.Lines.Where(l => most.ContainsKey(l.VariantId)).Select(l => $"{l.Name}: you can order up to {most[l.VariantId]}.")]);

    private PlacingResult.Refused WalletDiffers(Money seen, Money now)
    {
        var culture = CultureInfo.GetCultureInfo(stores.Current.Culture);
        return new PlacingResult.Refused(
            "Please look at what is left to pay",
            [$"Your store credit pays {now.Format(culture)} of this order; the page showed {seen.Format(culture)}."]);
    }

    private static PlacingResult.Refused TooManyOpen(int limit) => new(
        $"There are {limit} orders that are not paid yet",
        [
            "That is the most for one customer, e-mail or delivery address.",
            "Please pay one of them first, by the link on its page. An order that is not paid ends by itself after a while.",
        ]);

    /// <param name="couponProblem">Why the coupon counts no longer; null if it is not that.</param>
    private PlacingResult.Refused Changed(Totals seen, Totals now, string? couponProblem) => new(
        "Something has changed since you last looked",
        [
            .. couponProblem is null ? [] : new[] { couponProblem },
            .. Differences.Between(seen.Explanation, now.Explanation, CultureInfo.GetCultureInfo(stores.Current.Culture)),
        ]);
}
