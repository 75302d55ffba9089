using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>A link for one mail, and what the mail around it needs to know.</summary>
/// <param name="To">The address that the mail goes to. It may be a stranger's, so nothing that somebody typed goes along.</param>
/// <param name="Url">Absolute. It counts once and in its own store only.</param>
public sealed record AccountLink(string To, string Url, DateTimeOffset Until);

/// <summary>Makes the links of account mails when a mail is written. Null means that there is nothing to write about any more.</summary>
public sealed class AccountLinks(ShopDb db, AccountTokens tokens, StoreUrls urls, IOptions<AuthOptions> options, TimeProvider clock)
{
    /// <summary>Makes the account and logs in.</summary>
    public async Task<AccountLink?> ToConfirmAddressAsync(Guid registrationId, CancellationToken ct)
    {
        var waiting = await db.Set<Registration>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == registrationId, ct);
        var until = waiting?.AskedAt + options.Value.ConfirmWithin;
        return waiting is not null && until > clock.GetUtcNow()
            ? Link(waiting.Email, "/account/confirm", AccountAct.ConfirmAddress, new(registrationId, "", until.Value))
            : null;
    }

    /// <summary>Leads to a new password.</summary>
    public async Task<AccountLink?> ToResetPasswordAsync(Guid userId, CancellationToken ct) => await FindAsync(userId, ct) is { } user
        ? Link(user.Email!, "/account/reset-password", AccountAct.ResetPassword, ResetOf(user))
        : null;

    /// <summary>Goes to the new address, which becomes the account's.</summary>
    public async Task<AccountLink?> ToConfirmNewEmailAsync(Guid changeId, CancellationToken ct)
    {
        var found = await WithUser(changeId).Where(f => f.Change.ChangedAt == null).SingleOrDefaultAsync(ct);
        var until = found?.Change.AskedAt + options.Value.ConfirmWithin;
        return found is not null && until > clock.GetUtcNow()
            ? Link(
                found.Change.NewEmail, "/account/email/confirm", AccountAct.ConfirmNewEmail,
                new(changeId, found.User.SecurityStamp!, until.Value))
            : null;
    }

    /// <summary>Goes to the former address and makes it the account's again, whatever has happened to the account since.</summary>
    public async Task<AccountLink?> ToUndoEmailAsync(Guid changeId, CancellationToken ct)
    {
        var found = await WithUser(changeId).Where(f => f.Change.ChangedAt != null && f.Change.UndoneAt == null).SingleOrDefaultAsync(ct);
        var until = found?.Change.ChangedAt + options.Value.UndoEmailWithin;
        return found is not null && until > clock.GetUtcNow()
            ? Link(found.Change.OldEmail, "/account/email/undo", AccountAct.UndoEmail, new(changeId, "", until.Value))
            : null;
    }

    /// <summary>For who has just shown that the mailbox is theirs, and needs no mail for it.</summary>
    internal string ResetToken(User user) => tokens.Write(AccountAct.ResetPassword, ResetOf(user));

    private AccountToken ResetOf(User user) => new(user.Id, user.SecurityStamp!, clock.GetUtcNow() + options.Value.ResetWithin);

    private AccountLink Link(string to, string path, AccountAct act, AccountToken token) =>
        new(to, urls.Absolute($"{path}?token={tokens.Write(act, token)}"), token.Until);

    private Task<User?> FindAsync(Guid userId, CancellationToken ct) =>
        db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct);

    private IQueryable<Found> WithUser(Guid changeId) =>
        from change in db.Set<EmailChange>().AsNoTracking()
        where change.Id == changeId
        join user in db.Set<User>().AsNoTracking() on change.UserId equals user.Id
        select new Found { Change = change, User = user };

    private sealed class Found
    {
        public required EmailChange Change { get; init; }

        public required User User { get; init; }
    }
}
