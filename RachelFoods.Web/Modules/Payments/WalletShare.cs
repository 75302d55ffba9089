using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>What of a total a wallet pays, so that what is left can be paid otherwise.</summary>
public static class WalletShare
{
    private const long LeastOfOthers = 50;

    // Stripe takes no less by card. For naira it is 0.50 USD converted, rounded up.
    private static readonly Dictionary<string, long> Least = new(StringComparer.Ordinal) { ["GBP"] = 30, ["NGN"] = 1_000_00 };

    public static Money LeastByCard(string currency) =>
        new(Least.GetValueOrDefault(currency, LeastOfOthers), currency);

    /// <summary>As much as is wanted and there, up to the total, without leaving a card less than it takes.</summary>
    /// <param name="wanted">Null for all that is there.</param>
    public static Money Of(Money total, Money spendable, Money? wanted, bool restByCard)
    {
        var share = Lower(total, Lower(spendable, wanted ?? spendable));
        var (left, least) = (total - share, LeastByCard(total.Currency));
        if (!restByCard || left.IsZero || left >= least)
        {
            return share;
        }
        return total > least ? Lower(share, total - least) : Money.Zero(total.Currency);
    }

    /// <summary>What is left to pay otherwise.</summary>
    public static Money Rest(Money total, Money share) => total - share;

    private static Money Lower(Money a, Money b) => a < b ? a : b;
}
