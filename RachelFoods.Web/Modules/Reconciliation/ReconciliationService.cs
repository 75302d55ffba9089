using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>Durations of reconciliation; all of them settings.</summary>
public sealed class ReconciliationOptions
{
    /// <summary>What is settling at this very moment is right so much later; only what is still wrong then is named.</summary>
    public TimeSpan LookAgainAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often it is done by itself.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How far back it looks then.</summary>
    public TimeSpan Back { get; set; } = TimeSpan.FromDays(2);
}

/// <summary>Compares what the current store's rows and Stripe have on record of the same things. Nothing is changed.</summary>
public sealed class ReconciliationService(
    IStripeBooks books,
    BooksReader reader,
    StoreContext stores,
    IOptions<ReconciliationOptions> options,
    IOptions<StripeOptions> stripe,
    TimeProvider clock)
{
    // What falls into the period may have been made before it.
    private static readonly TimeSpan Earlier = TimeSpan.FromDays(1);

    /// <summary>Names every difference about what happened from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    /// <exception cref="GatewayUnavailable">Stripe could not be read, so nothing can be said.</exception>
    public async Task<IReadOnlyList<Finding>> CompareAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var found = await LookAsync(from, to, ct);
        if (found.Count == 0)
        {
            return found;
        }
        await Task.Delay(options.Value.LookAgainAfter, clock, ct);
        var again = (await LookAsync(from, to, ct)).Select(f => (f.Kind, f.Subject)).ToHashSet();
        return [.. found.Where(f => again.Contains((f.Kind, f.Subject)))];
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var own = await books.AreOwnAsync(ct);
        var ofAccount = await books.ListIntentsAsync(from - Earlier, to, ct);
        var listed = ofAccount.Where(i => own || i.StoreId == stores.Current.Id).ToList();
        var pages = await books.ListPagesAsync(from, to, ct);
        var refunds = await books.ListRefundsAsync(from, to, ct);
        var disputes = await books.ListDisputesAsync(from, to, ct);
        var ours = await reader.ReadAsync(from, to, Named(listed, pages, refunds, disputes, from), ct);
        var intents = await WithOlderAsync(listed, ours, ct);
        var known = intents.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        var side = new StripeSide(
            intents,
            await OursAsync(pages, ours, [.. ofAccount.Where(i => own || i.StoreId is not null).Select(i => i.Id)], own, ct),
            await WithOlderAsync(refunds.Where(r => own || (r.IntentId is { } id && known.Contains(id))), ours, ct),
            await WithOlderAsync(disputes.Where(d => own || (d.IntentId is { } id && known.Contains(id))), ours, ct),
            stripe.Value.Livemode);
        return new Comparison(ours, side, from, to).Run();
    }

    private static (string[] Intents, Guid[] Payments, Guid[] Orders) Named(
        IReadOnlyList<IntentAtStripe> listed,
        IReadOnlyList<PageAtStripe> pages,
        IReadOnlyList<RefundInBooks> refunds,
        IReadOnlyList<DisputeInBooks> disputes,
        DateTimeOffset from)
    {
        var made = listed.Where(i => i.CreatedAt >= from).ToList();
        return (
            [.. made.Select(i => i.Id).Concat(pages.Select(p => p.Id)).Concat(refunds.Select(r => r.IntentId)).Concat(disputes.Select(d => d.IntentId)).OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. made.Select(i => i.PaymentId).OfType<Guid>()],
            [.. made.Select(i => i.OrderId).OfType<Guid>()]);
    }

    private async Task<IReadOnlyList<IntentAtStripe>> WithOlderAsync(List<IntentAtStripe> listed, OurBooks ours, CancellationToken ct)
    {
        var all = listed.ToDictionary(i => i.Id, StringComparer.Ordinal);
        foreach (var id in ours.Payments.Select(p => p.IntentId).OfType<string>().Where(id => !all.ContainsKey(id)))
        {
            if (await books.FindIntentAsync(id, ct) is { } older)
            {
                all.Add(id, older);
            }
        }
        return [.. all.Values];
    }

    // A list does not tell what a page was made for. Those that have no row here are read one by one, if they can be paid, or took money
    // that no intent tells of.
    private async Task<IReadOnlyList<PageAtStripe>> OursAsync(
        IReadOnlyList<PageAtStripe> listed, OurBooks ours, HashSet<string> intents, bool own, CancellationToken ct)
    {
        var known = ours.Payments.Where(p => p.Hosted).Select(p => p.StripeId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var all = listed.Where(p => known.Contains(p.Id)).ToList();
        var older = known.Except(all.Select(p => p.Id), StringComparer.Ordinal);
        var strange = listed.Where(p => !known.Contains(p.Id) && (p.Open || (p.Taken && !(p.IntentId is { } id && intents.Contains(id))))).Select(p => p.Id);
        foreach (var id in older.Concat(strange))
        {
            if (await books.FindPageAsync(id, ct) is { } page && (own || known.Contains(id) || page.StoreId == stores.Current.Id))
            {
                all.Add(page);
            }
        }
        return all;
    }

    private async Task<IReadOnlyList<RefundInBooks>> WithOlderAsync(IEnumerable<RefundInBooks> listed, OurBooks ours, CancellationToken ct)
    {
        var all = listed.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var older = ours.Refunds.Where(r => r is { IntentId: not null, Asked: true } && !(r.StripeId is { } id && all.ContainsKey(id)));
        foreach (var intentId in older.Select(r => r.IntentId!).Distinct(StringComparer.Ordinal))
        {
            foreach (var refund in await books.ListRefundsOfAsync(intentId, ct))
            {
                all.TryAdd(refund.Id, refund);
            }
        }
        return [.. all.Values];
    }

    private async Task<IReadOnlyList<DisputeInBooks>> WithOlderAsync(IEnumerable<DisputeInBooks> listed, OurBooks ours, CancellationToken ct)
    {
        var all = listed.ToDictionary(d => d.Id, StringComparer.Ordinal);
        foreach (var id in ours.Disputes.Select(d => d.StripeId).Where(id => !all.ContainsKey(id)))
        {
            if (await books.FindDisputeAsync(id, ct) is { } older)
            {
                all.Add(id, older);
            }
        }
        return [.. all.Values];
    }
}
