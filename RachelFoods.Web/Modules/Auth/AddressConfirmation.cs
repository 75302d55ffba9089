using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>Whether a new account's address is its owner's: the link in the first mail tells.</summary>
public sealed class AddressConfirmation(ShopDb db, AccountTokens tokens)
{
    /// <returns>The address that the link confirms; null if the link is dead.</returns>
    public Task<string?> FindAsync(string? token, CancellationToken ct) => Waiting(token).Select(u => u.Email).SingleOrDefaultAsync(ct);

    /// <returns>Whom to log in; null if the link is dead. Of two at the same moment one gets in.</returns>
    public async Task<Guid?> ConfirmAsync(string? token, CancellationToken ct)
    {
        var confirmed = await Waiting(token).ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailConfirmed, true), ct);
        return confirmed == 1 ? tokens.Read(AccountAct.ConfirmAddress, token)?.About : null;
    }

    /// <summary>Another mail with a link, if the address still waits for it.</summary>
    public async Task AskAgainAsync(Guid userId, CancellationToken ct)
    {
        db.Enqueue(new UserRegistered(userId));
        await db.SaveChangesAsync(ct);
    }

    private IQueryable<User> Waiting(string? token)
    {
        var (userId, email) = tokens.Read(AccountAct.ConfirmAddress, token) is { } read ? (read.About, read.Stamp) : (Guid.Empty, "");
        return db.Set<User>().Where(u => u.Id == userId && u.NormalizedEmail == email && !u.EmailConfirmed);
    }
}
