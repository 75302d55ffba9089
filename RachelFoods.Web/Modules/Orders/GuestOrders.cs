using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>Orders that were placed without an account, as whoever placed them comes back to them: by the e-mail that they read.</summary>
public sealed class GuestOrders(ShopDb db, AccountService accounts, TimeProvider clock)
{
    /// <summary>As it is kept, however it was copied.</summary>
    public static string NumberIn(string typed) => typed.Trim().TrimStart('#').ToUpperInvariant();

    /// <summary>
    /// A link goes to the order's e-mail if that is what was typed. What is done here, and how long it takes, does not tell whether there is
    /// such an order.
    /// </summary>
    public async Task AskLinkAsync(string number, string email, CancellationToken ct)
    {
        var typed = Normal(email);
        var known = await db.Set<Order>().Where(o => o.Number == number && o.Email == typed).Select(o => (Guid?)o.Id).SingleOrDefaultAsync(ct);
        db.Enqueue(new OrderLinkAsked(known ?? Guid.CreateVersion7()));
        await db.SaveChangesAsync(ct);
    }

    /// <returns>How many orders of nobody's were placed with the account's e-mail, which is known to be its owner's.</returns>
    public async Task<int> CountAsync(Guid userId, CancellationToken ct) =>
        await accounts.FindAsync(userId, ct) is { } account ? await OfNobody(account).CountAsync(ct) : 0;

    /// <summary>They become the account's own, once and for good.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ClaimAsync(Guid userId, CancellationToken ct)
    {
        if (await accounts.FindAsync(userId, ct) is not { } account)
        {
            return 0;
        }
        // The address may become another one at this moment.
        var now = clock.GetUtcNow();
        return await OfNobody(account).Where(o => db.Set<User>().Any(u => u.Id == userId && u.Email == account.Email))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.BuyerId, userId).SetProperty(o => o.ClaimedAt, now), ct);
    }

    private IQueryable<Order> OfNobody(AccountView account)
    {
        var email = Normal(account.Email);
        return db.Set<Order>().Where(o => o.BuyerId == null && o.Email == email);
    }

    // As orders keep it.
    private static string Normal(string email) => email.Trim().ToLowerInvariant();
}
