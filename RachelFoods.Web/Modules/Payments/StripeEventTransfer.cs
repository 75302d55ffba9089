using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>
/// Disputes, and refunds made in Stripe's dashboard, carry none of our metadata. Where one account serves several stores, such an
/// event lands at the store of the endpoint's host; its PaymentIntent tells whose it is.
/// </summary>
internal sealed class StripeEventTransfer(
    ShopDb db,
    IPaymentGateway gateway,
    StripeAccounts accounts,
    IStoreDirectory directory,
    StoreContext stores,
    IServiceScopeFactory scopes,
    TimeProvider clock)
{
    /// <returns>Whether the event was another store's, which has it now.</returns>
    public async Task<bool> PassOnAsync(StripeEvent stripeEvent, CancellationToken ct)
    {
        if (stripeEvent.IntentId is not { } intentId || await IsOursAsync(intentId, ct) || (await accounts.FindAsync(ct)).IsOwn)
        {
            return false;
        }
        if (await OwnerAsync(intentId, ct) is not { } owner || !await KeepThereAsync(owner, stripeEvent, ct))
        {
            return false;
        }
        stripeEvent.PassOn(owner.Id, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return true;
    }

    private Task<bool> IsOursAsync(string intentId, CancellationToken ct) =>
        db.Set<Payment>().AnyAsync(p => p.IntentId == intentId || p.StripeId == intentId, ct);

    private async Task<Store?> OwnerAsync(string intentId, CancellationToken ct)
    {
        try
        {
            var intent = await gateway.FindAsync(intentId, ct);
            return Guid.TryParse(intent.StoreId, out var id) && id != db.StoreId ? await directory.FindAsync(id, ct) : null;
        }
        catch (GatewayRefused)
        {
            return null; // Stripe does not know it; then it is nobody's, and stays parked here.
        }
    }

    private async Task<bool> KeepThereAsync(Store owner, StripeEvent happened, CancellationToken ct)
    {
        using var entered = stores.Enter(owner);
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<StripeAccounts>().FindOwnAsync(ct) is not null)
        {
            return false; // What concerns it comes from its own account.
        }
        var hint = new StripeHint(happened.EventId, happened.Type, null, happened.ObjectId, happened.IntentId, owner.Id, happened.PaymentId);
        await scope.ServiceProvider.GetRequiredService<StripeInbox>().KeepAsync(hint, ct);
        return true;
    }
}
