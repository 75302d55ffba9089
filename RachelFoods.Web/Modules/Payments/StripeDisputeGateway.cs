using RachelFoods.Web.Kernel;
using Stripe;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>Disputes by Stripe's published client.</summary>
internal sealed class StripeDisputeGateway(StripeCalls stripe) : IDisputeGateway
{
    public async Task<DisputeAtStripe> FindAsync(string stripeId, CancellationToken ct) => Read(await stripe.AskAsync(
        "read a dispute", client => new DisputeService(client).GetAsync(stripeId, cancellationToken: ct), ct));

    private static DisputeAtStripe Read(Stripe.Dispute dispute)
    {
        var amount = new Money(dispute.Amount, dispute.Currency.ToUpperInvariant());
        return new DisputeAtStripe(
            dispute.Id,
            dispute.PaymentIntentId,
            StateOf(dispute.Status),
            amount,
            dispute.Reason ?? "",
            dispute.EvidenceDetails?.DueBy is { } due ? At(due) : null,
            At(dispute.Created),
            [.. (dispute.BalanceTransactions ?? []).Select(moved => Read(moved, amount))]);
    }

    private static DisputedMoney Read(BalanceTransaction moved, Money disputed)
    {
        var settled = moved.Currency.ToUpperInvariant();
        // An account may settle in another currency than it charges in. Our books follow the charge's; the fee is then left to Stripe's report.
        return settled == disputed.Currency
            ? new DisputedMoney(moved.Id, new Money(moved.Amount, settled), new Money(moved.Fee, settled))
            : new DisputedMoney(moved.Id, moved.Amount < 0 ? -disputed : disputed, Money.Zero(disputed.Currency));
    }

    private static DisputeState StateOf(string status) => status switch
    {
        "warning_needs_response" => DisputeState.WarningNeedsResponse,
        "warning_under_review" => DisputeState.WarningUnderReview,
        "warning_closed" => DisputeState.WarningClosed,
        "needs_response" => DisputeState.NeedsResponse,
        "under_review" => DisputeState.UnderReview,
        "won" => DisputeState.Won,
        "lost" => DisputeState.Lost,
        "prevented" => DisputeState.Prevented,
        _ => throw new InvalidOperationException($"A dispute is in a state that is not known here: {status}."),
    };

    private static DateTimeOffset At(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));
}
