using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Pricing;

/// <summary>The one place where a total comes from: cart, checkout, mail, invoice, staff pages and refunds ask here.</summary>
public static class TotalsCalculator
{
    private const int WholeInBasisPoints = 10_000;

    /// <exception cref="ArgumentException">A price, quantity, rate, fee or discount that no sale can have.</exception>
    /// <exception cref="OverflowException">The sum does not fit the smallest units of the currency.</exception>
    /// <exception cref="MixedCurrencies">Something is priced in another currency than the rest.</exception>
    public static Totals Compute(PricingInput input)
    {
        var zero = Money.Zero(input.Currency);
        var amounts = input.Items.Select(i => i.UnitPrice * i.Quantity).ToArray();
        var goods = amounts.Aggregate(zero, (sum, amount) => sum + amount);
        if (Wrong(input) is { } wrong)
        {
            throw new ArgumentException(wrong, nameof(input));
        }

        var lines = Lines(input, amounts);
        var tax = lines.Aggregate(zero, (sum, line) => sum + line.Tax);
        var total = goods - input.Discount + input.Delivery + (input.PricesIncludeTax ? zero : tax);
        return new Totals(
            lines, goods, input.Discount, input.Delivery, tax, input.PricesIncludeTax, total, Explain(input, lines, goods, tax, total));
    }

    private static PricedLine[] Lines(PricingInput input, Money[] amounts)
    {
        var shares = input.Discount.IsZero
            ? [.. amounts.Select(_ => Money.Zero(input.Currency))]
            : input.Discount.Split([.. amounts.Zip(input.Items, (amount, item) => item.Discounted ? amount.Minor : 0)]);
        return [.. input.Items.Select((item, i) => new PricedLine(
            item.VariantId,
            item.UnitPrice,
            item.Quantity,
            amounts[i],
            shares[i],
            Tax(amounts[i] - shares[i], item.TaxRateBasisPoints, input.PricesIncludeTax),
            item.TaxRateBasisPoints))];
    }

    // Rounded once, half away from zero. Amounts here are never negative.
    private static Money Tax(Money taxed, int rate, bool included)
    {
        Int128 whole = included ? WholeInBasisPoints + rate : WholeInBasisPoints;
        var twice = (Int128)taxed.Minor * rate * 2;
        return taxed with { Minor = checked((long)((twice + whole) / (whole * 2))) };
    }

    private static Explanation Explain(PricingInput input, PricedLine[] lines, Money goods, Money tax, Money total) => new(
        input.Currency,
        [.. lines.Zip(input.Items, (line, item) => new ExplainedLine(
            line.VariantId,
            item.Name,
            line.UnitPrice.Minor,
            line.Quantity,
            line.Amount.Minor,
            line.Discount.Minor,
            (line.Amount - line.Discount).Minor,
            item.TaxRateBasisPoints,
            line.Tax.Minor,
            item.Discounted))],
        goods.Minor,
        input.Discount.Minor,
        input.Delivery.Minor,
        input.DeliveryReason,
        input.TaxName,
        input.PricesIncludeTax,
        tax.Minor,
        total.Minor,
        input.Coupon);

    private static string? Wrong(PricingInput input) =>
        input.Items.Any(i => i.Quantity < 1 || i.UnitPrice.Minor < 0) ? "A line needs a quantity and a price."
        : input.Items.Any(i => i.TaxRateBasisPoints is < 0 or > WholeInBasisPoints) ? "A tax rate is between 0 and 100 %."
        : input.Delivery.Minor < 0 ? "A delivery fee is not negative."
        : input.Discount.Minor < 0 || input.Discount > input.DiscountedGoods ? "A discount is not more than the goods cost that it is for."
        : null;
}
