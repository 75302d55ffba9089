using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Wallet;

/// <summary>What an order sold. Total = goods − discount + delivery, plus the tax unless the prices include it.</summary>
public sealed record Sale(Guid OrderId, Money Goods, Money Discount, Money Delivery, Money Tax, bool TaxIncluded, Money Total);

public sealed record LedgerEntryView(LedgerAccount Account, Money Amount)
{
    public Money? Debit => Amount.Minor > 0 ? Amount : null;

    public Money? Credit => Amount.Minor < 0 ? -Amount : null;
}

public sealed record LedgerTransactionView(string Kind, DateTimeOffset At, IReadOnlyList<LedgerEntryView> Entries);

/// <summary>The shop's books. Each posting has a key and is written once, whoever asks again.</summary>
public sealed class LedgerService(ShopDb db, TimeProvider clock)
{
    /// <summary>The goods are sold: the customer owes the total.</summary>
    public Task PostSaleAsync(Sale sale, CancellationToken ct) =>
        PostAsync("sale", $"sale:{sale.OrderId}", sale.OrderId, EntriesOf(sale), ct);

    /// <summary>The sale is undone: the customer owes nothing, and is owed what was paid.</summary>
    public Task PostCancellationAsync(Sale sale, CancellationToken ct) => PostAsync(
        "cancellation", $"cancellation:{sale.OrderId}", sale.OrderId, EntriesOf(sale).Select(e => (e.Account, -e.Amount)), ct);

    /// <summary>A card paid: Stripe holds the money and the customer owes it no more.</summary>
    public Task PostCardPaymentAsync(Guid orderId, Guid paymentId, Money amount, CancellationToken ct) => PostAsync(
        "card payment",
        $"payment:{paymentId}",
        orderId,
        [(LedgerAccount.StripeClearing, amount), (LedgerAccount.Receivable, -amount)],
        ct);

    /// <summary>Money is to go back on a sale that stands: from now on the customer is owed it.</summary>
    public Task PostRefundGrantedAsync(Guid orderId, Guid refundId, Money amount, CancellationToken ct) => PostAsync(
        "refund granted", $"refund:{refundId}:granted", orderId, [(LedgerAccount.Refunds, amount), (LedgerAccount.Receivable, -amount)], ct);

    /// <summary>Stripe has given the money back: the customer is owed it no more.</summary>
    public Task PostRefundPaidAsync(Guid orderId, Guid refundId, Money amount, CancellationToken ct) => PostAsync(
        "refund", $"refund:{refundId}:paid", orderId, [(LedgerAccount.Receivable, amount), (LedgerAccount.StripeClearing, -amount)], ct);

    /// <summary>What a bank took in a dispute counts as given back to its customer, who is owed it no more.</summary>
    public Task PostRefundByBankAsync(Guid orderId, Guid refundId, Money amount, CancellationToken ct) => PostAsync(
        "refund by the bank", $"refund:{refundId}:paid", orderId, [(LedgerAccount.Receivable, amount), (LedgerAccount.Disputes, -amount)], ct);

    /// <summary>A refund that had succeeded came back: Stripe holds the money again and the customer is owed it again.</summary>
    public Task PostRefundReturnedAsync(Guid orderId, Guid refundId, Money amount, CancellationToken ct) => PostAsync(
        "refund failed", $"refund:{refundId}:returned", orderId, [(LedgerAccount.StripeClearing, amount), (LedgerAccount.Receivable, -amount)], ct);

    /// <summary>A sale on which money was given back is undone as a whole: that money counts as part of what is now owed.</summary>
    public Task PostRefundAbsorbedAsync(Guid orderId, Guid refundId, Money amount, CancellationToken ct) => PostAsync(
        "refund absorbed", $"refund:{refundId}:absorbed", orderId, [(LedgerAccount.Receivable, amount), (LedgerAccount.Refunds, -amount)], ct);

    /// <summary>A bank has taken a disputed amount, or has given it back. Negative when it leaves us, as Stripe writes it.</summary>
    /// <param name="fee">What Stripe keeps for it; zero or more.</param>
    public Task PostDisputeAsync(Guid orderId, string balanceTransactionId, Money amount, Money fee, CancellationToken ct) => PostAsync(
        "dispute",
        $"dispute:{balanceTransactionId}",
        orderId,
        [(LedgerAccount.StripeClearing, amount - fee), (LedgerAccount.Disputes, -amount), (LedgerAccount.Fees, fee)],
        ct);

    public async Task<IReadOnlyList<LedgerTransactionView>> ListForOrderAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<LedgerTransaction>().AsNoTracking().Where(t => t.OrderId == orderId).OrderBy(t => t.At).ThenBy(t => t.Id)
            .Select(t => new LedgerTransactionView(
                t.Kind, t.At, t.Entries.OrderBy(e => e.Position).Select(e => new LedgerEntryView(e.Account, e.Amount)).ToList()))
            .ToListAsync(ct);

    private static (LedgerAccount Account, Money Amount)[] EntriesOf(Sale sale) =>
    [
        (LedgerAccount.Receivable, sale.Total),
        (LedgerAccount.Sales, -(sale.Goods - (sale.TaxIncluded ? sale.Tax : Money.Zero(sale.Tax.Currency)))),
        (LedgerAccount.Discounts, sale.Discount),
        (LedgerAccount.DeliveryIncome, -sale.Delivery),
        (LedgerAccount.Tax, -sale.Tax),
    ];

    /// <summary>Whether something was written under the key already.</summary>
    internal Task<bool> KnowsAsync(string key, CancellationToken ct) => db.Set<LedgerTransaction>().AnyAsync(t => t.IdempotencyKey == key, ct);

    /// <summary>A change of a wallet, whose row the caller's transaction has locked.</summary>
    /// <param name="credit">What the wallet gains; negative for what it loses.</param>
    internal async Task PostToWalletAsync(
        WalletPosting posting, LedgerAccount against, Money credit, WalletMove move, CancellationToken ct)
    {
        var transaction = new LedgerTransaction(posting.Kind, posting.Key, posting.OrderId, clock.GetUtcNow());
        transaction.Explain(posting.Reason, posting.Source, posting.By);
        transaction.Add(against, credit);
        transaction.Add(LedgerAccount.CustomerCredit, -credit, move);
        db.Add(transaction);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>An order is paid with credit that was set apart for it.</summary>
    internal Task PostWalletPaymentAsync(Guid orderId, Money amount, CancellationToken ct) => PostAsync(
        "wallet payment", $"wallet:{orderId}:captured", orderId, [(LedgerAccount.WalletHeld, amount), (LedgerAccount.Receivable, -amount)], ct);

    private Task PostAsync(
        string kind, string key, Guid orderId, IEnumerable<(LedgerAccount Account, Money Amount)> entries, CancellationToken ct) =>
        db.InTransactionAsync(
            async () =>
            {
                if (await db.Set<LedgerTransaction>().AnyAsync(t => t.IdempotencyKey == key, ct))
                {
                    return;
                }
                var transaction = new LedgerTransaction(kind, key, orderId, clock.GetUtcNow());
                foreach (var (account, amount) in entries.Where(e => !e.Amount.IsZero))
                {
                    transaction.Add(account, amount);
                }
                db.Add(transaction);
            },
            ct);
}
