namespace StripeSandbox.Books;

/// <summary>Lets pending and failing refunds take their later course after a while.</summary>
public sealed class RefundClock(SandboxSettings settings, TimeProvider clock)
{
    public void SettleLater(Account account, Refund refund)
    {
        if (new Refunds(account).IsUnsettled(refund))
            _ = SettleAsync(account, refund);
    }

    private async Task SettleAsync(Account account, Refund refund)
    {
        await Task.Delay(settings.RefundsSettleAfter, clock);
        lock (account.Gate)
            new Refunds(account).Settle(refund);
    }
}
